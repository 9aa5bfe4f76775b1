import type { Metadata } from "next";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { GroupChoice } from "#components/snapshots/group-choice.tsx";
import { SnapshotTable } from "#components/snapshots/snapshot-table.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { listGroups } from "#lib/fleet/read-group.ts";
import { snapshotListInput } from "#lib/publishing/input.ts";
import { listSnapshots } from "#lib/publishing/read-snapshots.ts";
import { read } from "../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../_reader/search.ts";

export const metadata: Metadata = { title: "Snapshots" };

export default async function SnapshotsPage({ searchParams }: { searchParams: SearchParams }) {
  const input = await searchOf(snapshotListInput, searchParams);
  const [{ items, nextCursor }, groups] = await Promise.all([
    read((ctx) => listSnapshots(ctx, input)),
    read((ctx) => listGroups(ctx, { limit: LIMIT_MAX })),
  ]);
  const group = groups.items.find(({ slug }) => slug === input.group);
  return (
    <ConsolePage
      title="Snapshots"
      description="What the gateways of a group are given: each change makes a new generation, and an earlier one can be put back."
      actions={<GroupChoice groups={groups.items} group={input.group} />}
    >
      <SnapshotTable snapshots={items} newest={group?.newestGeneration ?? null} />
      <CursorPager nextCursor={nextCursor} shown={items.length === 1 ? "1 snapshot" : `${items.length} snapshots`} />
    </ConsolePage>
  );
}
