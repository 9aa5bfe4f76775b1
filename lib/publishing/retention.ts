import type { Context } from "../context.ts";
import { removeOldSnapshots, removeUnusedParts } from "./queries.ts";

/** Generations of a group that can be looked at and put back. */
const GENERATIONS_KEPT = 500;

/** A gateway that was told of a generation still fetches its parts a moment later. */
const PART_KEPT_MS = 3_600_000;

/** Removes generations beyond those that are kept, and the parts that only they had. */
export async function pruneSnapshots(ctx: Context): Promise<void> {
  if ((await removeOldSnapshots(ctx.db, GENERATIONS_KEPT)) === 0) return;
  await removeUnusedParts(ctx.db, new Date(ctx.now().getTime() - PART_KEPT_MS));
}
