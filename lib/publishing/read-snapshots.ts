import type { Snapshot } from "../../prisma/generated/client.ts";
import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import type { Reader } from "../db/database.ts";
import { toPage } from "../db/paging.ts";
import { readSnapshotWords, type SnapshotWords } from "./cause-queries.ts";
import type { SnapshotListInput } from "./input.ts";
import { findSnapshotRow, getGroupBySlug, getSnapshotRow, listSnapshotRows, newestGeneration } from "./queries.ts";
import {
  changesSince,
  readCause,
  type SnapshotDetailView,
  type SnapshotView,
  toSnapshotDetailView,
  toSnapshotView,
} from "./view.ts";

/** The newest first. */
export async function listSnapshots(ctx: Context, input: SnapshotListInput): Promise<Page<SnapshotView>> {
  authorizeInstallation(ctx.actor, "snapshot.read");
  const group = await getGroupBySlug(ctx.db, input.group);
  const rows = await listSnapshotRows(ctx.db, group.id, input);
  const words = await wordsOf(ctx.db, rows);
  return toPage(
    rows,
    input.limit,
    (row) => [String(row.generation)],
    (row) => toSnapshotView(row, group.slug, words),
  );
}

export async function readSnapshot(ctx: Context, groupSlug: string, generation: number): Promise<SnapshotDetailView> {
  authorizeInstallation(ctx.actor, "snapshot.read");
  const group = await getGroupBySlug(ctx.db, groupSlug);
  const row = await getSnapshotRow(ctx.db, group.id, generation);
  const changes = changesSince(row, await findSnapshotRow(ctx.db, group.id, generation - 1));
  const words = await wordsOf(
    ctx.db,
    [row],
    changes.map(({ part }) => part),
  );
  const place = { group: group.slug, newestGeneration: await newestGeneration(ctx.db, group.id) };
  return toSnapshotDetailView(row, place, changes, words);
}

/** Without a look at permissions: for verbs that have looked. */
export async function readSnapshotView(reader: Reader, group: GroupKey, generation: number): Promise<SnapshotView> {
  const row = await getSnapshotRow(reader, group.id, generation);
  return toSnapshotView(row, group.slug, await wordsOf(reader, [row]));
}

interface GroupKey {
  id: string;
  slug: string;
}

function wordsOf(reader: Reader, rows: Snapshot[], parts: string[] = []): Promise<SnapshotWords> {
  const causes = rows.flatMap(readCause);
  return readSnapshotWords(
    reader,
    [...parts, ...causes.map(({ part }) => part)],
    causes.flatMap(({ auditId }) => auditId ?? []),
  );
}
