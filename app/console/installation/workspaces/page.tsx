import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { WorkspaceTable } from "#components/installation/workspace-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { mayInstallation } from "#lib/authz/authorize.ts";
import { workspaceSearch } from "#lib/workspaces/input.ts";
import { listAllWorkspaces } from "#lib/workspaces/list-all.ts";
import { read, readerContext } from "../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../_reader/search.ts";

export const metadata: Metadata = { title: "Workspaces" };

export default async function WorkspacesPage({ searchParams }: { searchParams: SearchParams }) {
  const input = await searchOf(workspaceSearch, searchParams);
  const { items, nextCursor } = await read((ctx) => listAllWorkspaces(ctx, input));
  const { actor } = await readerContext();
  const ownIds = new Set(actor.kind === "user" ? actor.roles.keys() : []);
  return (
    <ConsolePage
      title="Workspaces"
      description="Every team that publishes here. What is in a workspace only its members see."
      actions={
        mayInstallation(actor, "workspace.create") && (
          <ButtonLink variant="primary" href="/console/installation/workspaces/new">
            <Plus aria-hidden /> New workspace
          </ButtonLink>
        )
      }
    >
      <div className="mb-3.5">
        <FilterBar searchLabel="Search workspaces" />
      </div>
      <WorkspaceTable workspaces={items} ownIds={ownIds} isFiltered={input.search !== undefined} />
      <CursorPager nextCursor={nextCursor} shown={items.length === 1 ? "1 workspace" : `${items.length} workspaces`} />
    </ConsolePage>
  );
}
