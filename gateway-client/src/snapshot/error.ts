import type { z } from "zod";

/** Why a snapshot cannot be served, for the person who publishes: which part, where in it, and what is wrong. */
export class SnapshotError extends Error {
  readonly part: string;
  /** JSON Pointer (RFC 6901) into the part. */
  readonly pointer: string;
  readonly reason: string;

  constructor(part: string, pointer: string, reason: string) {
    super(`${part}${pointer === "" ? "" : `#${pointer}`}: ${reason}`);
    this.name = "SnapshotError";
    this.part = part;
    this.pointer = pointer;
    this.reason = reason;
  }
}

/** The first issue of a part that its schema refuses, below `pointer`. */
export function schemaError(part: string, error: z.ZodError, pointer = ""): SnapshotError {
  const [issue] = error.issues;
  const path = issue?.path.map((key) => `/${escapePointer(String(key))}`).join("") ?? "";
  return new SnapshotError(part, pointer + path, issue?.message ?? "does not have the expected form");
}

export function escapePointer(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
