import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page, PageInput } from "../contract/paging.ts";
import type { Reader } from "../db/database.ts";
import { toPage } from "../db/paging.ts";
import { listFaults } from "../publishing/queries.ts";
import { getGroup, listGroupRows, newestGenerations } from "./queries.ts";
import { type GroupView, toGroupView } from "./view.ts";

export async function readGroup(ctx: Context, slug: string): Promise<GroupView> {
  authorizeInstallation(ctx.actor, "gateway.read");
  return readGroupView(ctx.db, slug, ctx.now());
}

export async function listGroups(ctx: Context, input: PageInput): Promise<Page<GroupView>> {
  authorizeInstallation(ctx.actor, "gateway.read");
  const rows = await listGroupRows(ctx.db, input);
  const ids = rows.map((row) => row.id);
  const newest = await newestGenerations(ctx.db, ids);
  const faults = new Map(await Promise.all(ids.map(async (id) => [id, await listFaults(ctx.db, id)] as const)));
  return toPage(
    rows,
    input.limit,
    (row) => [row.slug],
    (row) => toGroupView(row, newest.get(row.id) ?? null, faults.get(row.id) ?? [], ctx.now()),
  );
}

/** Without a look at permissions: for verbs that have looked. */
export async function readGroupView(reader: Reader, slug: string, now: Date): Promise<GroupView> {
  const row = await getGroup(reader, slug);
  const newest = await newestGenerations(reader, [row.id]);
  return toGroupView(row, newest.get(row.id) ?? null, await listFaults(reader, row.id), now);
}
