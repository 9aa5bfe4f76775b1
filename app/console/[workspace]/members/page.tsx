import type { Metadata } from "next";
import { AddMember } from "#components/members/add-member.tsx";
import { MemberTable } from "#components/members/member-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { personId } from "#lib/authz/actor.ts";
import { pageInput } from "#lib/contract/paging.ts";
import { listMembers } from "#lib/workspaces/list-members.ts";
import { readWorkspace } from "#lib/workspaces/read.ts";
import { read, readerContext } from "../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../_reader/search.ts";
import { workspacePermissions } from "../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "Members" };

interface MembersPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function MembersPage({ params, searchParams }: MembersPageProps) {
  const { workspace } = await params;
  const input = await searchOf(pageInput, searchParams);
  const { items, nextCursor } = await read((ctx) => listMembers(ctx, workspace, input));
  const { slug, name } = await read((ctx) => readWorkspace(ctx, workspace));
  const mayChange = (await workspacePermissions(workspace)).has("member.change");
  const { actor } = await readerContext();
  return (
    <ConsolePage
      title="Members"
      description="Who works in this workspace, and what they may do."
      actions={mayChange && <AddMember workspace={slug} isAsked={(await searchParams).add !== undefined} />}
    >
      <MemberTable workspace={{ slug, name }} members={items} ownId={personId(actor) ?? ""} mayChange={mayChange} />
      <CursorPager nextCursor={nextCursor} shown={`${items.length} ${items.length === 1 ? "member" : "members"}`} />
    </ConsolePage>
  );
}
