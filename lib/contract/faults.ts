import type { z } from "zod";

/** What is wrong and where, as a problem's `errors` have it. */
export interface Fault {
  pointer: string;
  detail: string;
}

/**
 * The faults of a value that its schema refused, one for each thing that a person has to change. Of a union's branches it
 * takes the one that fits best: the one whose first fault lies deepest.
 *
 * @param locate how a path is written; JSON Pointers unless told otherwise.
 */
export function schemaFaults(
  error: z.core.$ZodError,
  locate: (path: readonly PropertyKey[]) => string = toPointer,
): Fault[] {
  return error.issues.flatMap((issue) => faultsOf(issue, locate, []));
}

/** A JSON Pointer (RFC 6901). */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((token) => `/${escapeToken(String(token))}`).join("");
}

/** One reference token of a JSON Pointer, escaped (RFC 6901, section 3). */
export function escapeToken(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

function faultsOf(
  issue: z.core.$ZodIssue,
  locate: (path: readonly PropertyKey[]) => string,
  outer: PropertyKey[],
): Fault[] {
  const path = [...outer, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ pointer: locate([...path, key]), detail: "is not known here" }));
  }
  if (issue.code === "invalid_union") {
    const best = issue.errors.filter((branch) => branch.length > 0).sort((a, b) => depth(b) - depth(a))[0];
    if (best && depth(best) > 0) return best.flatMap((inner) => faultsOf(inner, locate, path));
  }
  return [{ pointer: locate(path), detail: issue.message }];
}

function depth(issues: z.core.$ZodIssue[]): number {
  return Math.max(...issues.map((issue) => issue.path.length + (issue.code === "unrecognized_keys" ? 1 : 0)));
}
