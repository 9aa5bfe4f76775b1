import { Problem } from "../contract/problem.ts";

/** The entity tag of a row version: strong, since equal versions give equal answers. */
export function etagOf(rowVersion: number): string {
  return `"${rowVersion}"`;
}

/** The row version that `If-Match` asks for (RFC 9110, 13.1.1); a tag that is none of ours matches nothing. */
export function readIfMatch(request: Request, isRequired: boolean): number | undefined {
  const header = request.headers.get("if-match")?.trim();
  if (header === undefined && isRequired) throw new Problem("precondition-required");
  if (header === undefined || header === "*") return undefined;
  const match = /^"(\d{1,9})"$/.exec(header);
  if (!match) throw new Problem("precondition-failed");
  return Number(match[1]);
}

/** Whether `If-None-Match` names the tag: then a GET answers 304. Weak comparison (RFC 9110, 13.1.2). */
export function isUnchanged(request: Request, etag: string): boolean {
  const header = request.headers.get("if-none-match");
  return (header ?? "").split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}
