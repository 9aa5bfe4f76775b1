import type { Metadata } from "next";
import { DeveloperTable } from "#components/developers/developer-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { listDevelopersInput } from "#lib/developers/input.ts";
import { listDevelopers } from "#lib/developers/read.ts";
import { read } from "../../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";

export const metadata: Metadata = { title: "Developers" };

interface DevelopersPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function DevelopersPage({ params, searchParams }: DevelopersPageProps) {
  const { workspace } = await params;
  const input = await searchOf(listDevelopersInput, searchParams);
  const { items, nextCursor } = await read((ctx) => listDevelopers(ctx, workspace, input));
  return (
    <ConsolePage title="Developers" description="The teams that have asked for something of this workspace.">
      <FilterBar searchLabel="Team, application, person" />
      <div className="mt-3.5">
        <DeveloperTable
          workspace={workspace}
          developers={items}
          empty={
            <EmptyState title={input.search ? "Nobody has this name" : "Nobody has subscribed yet"}>
              {input.search
                ? "Search for a team, an application, a name or an e-mail address."
                : "Whoever asks for a plan of a published product appears here."}
            </EmptyState>
          }
        />
      </div>
      <CursorPager nextCursor={nextCursor} shown={`${items.length} ${items.length === 1 ? "team" : "teams"}`} />
    </ConsolePage>
  );
}
