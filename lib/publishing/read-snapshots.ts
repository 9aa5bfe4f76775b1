import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { type Page, toPage } from "../db/paging.ts";
import type { SnapshotListInput } from "./input.ts";
import { findSnapshotRow, getGroupBySlug, getSnapshotRow, listSnapshotRows } from "./queries.ts";
import { type SnapshotDetailView, type SnapshotView, toSnapshotDetailView, toSnapshotView } from "./view.ts";

/** The newest first. */
export async function listSnapshots(ctx: Context, input: SnapshotListInput): Promise<Page<SnapshotView>> {
  authorizeInstallation(ctx.actor, "snapshot.read");
  const group = await getGroupBySlug(ctx.db, input.group);
  return toPage(
    await listSnapshotRows(ctx.db, group.id, input),
    input.limit,
    (row) => [String(row.generation)],
    (row) => toSnapshotView(row, group.slug),
  );
}

export async function readSnapshot(ctx: Context, groupSlug: string, generation: number): Promise<SnapshotDetailView> {
  authorizeInstallation(ctx.actor, "snapshot.read");
  const group = await getGroupBySlug(ctx.db, groupSlug);
  const row = await getSnapshotRow(ctx.db, group.id, generation);
  return toSnapshotDetailView(row, await findSnapshotRow(ctx.db, group.id, generation - 1), group.slug);
}
