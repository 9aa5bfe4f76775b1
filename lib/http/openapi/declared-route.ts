import type { AnyDeclaration, Method } from "../declaration.ts";

export interface DeclaredRoute {
  method: Method;
  /** Below the API's root, with parameters in braces: `/workspaces/{slug}`. */
  path: string;
  declaration: AnyDeclaration;
}

/** The noun that a path ends in: `members` in `/workspaces/{slug}/members/{userId}`. */
export function tagOf(path: string): string {
  const segments = path.split("/").filter((segment) => segment !== "");
  const nouns = segments.filter((segment, index) => !segment.startsWith("{") && isNoun(segments, index));
  return nouns.at(-1) ?? "api";
}

/** What follows a parameter and ends the path is a verb (`…/{id}/revoke`), unless it is a plural or takes parameters itself. */
function isNoun(segments: string[], index: number): boolean {
  const isLast = index === segments.length - 1;
  return index === 0 || !isLast || segments[index]?.endsWith("s") === true;
}
