/** The address of something of a workspace in the management API; names become path segments whatever is in them. */
export function workspacePath(workspace: string, ...rest: (string | number)[]): string {
  return ["/api/v1/workspaces", ...[workspace, ...rest].map((segment) => encodeURIComponent(segment))].join("/");
}

/** What `If-Match` quotes of a row version. */
export function etagOf(rowVersion: number): string {
  return `"${rowVersion}"`;
}
