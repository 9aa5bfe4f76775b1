import { Problem } from "../contract/problem.ts";

/** Refuses a change that was made on the sight of another version than the present one. No version quoted: no check. */
export function assertRowVersion(row: { rowVersion: number }, expectedVersion: number | undefined): void {
  if (expectedVersion !== undefined && expectedVersion !== row.rowVersion) throw new Problem("precondition-failed");
}
