import type { Metadata } from "next";
import { ApplicationTable } from "#components/applications/application-table.tsx";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { plainNumber } from "#components/ui/number-format.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApplicationsInput } from "#lib/applications/input.ts";
import { listApplications } from "#lib/applications/read.ts";
import { read } from "../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../_reader/search.ts";

export const metadata: Metadata = { title: "Applications" };

export default async function ApplicationsPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchOf(listApplicationsInput, searchParams);
  const { items, nextCursor } = await read((ctx) => listApplications(ctx, query));
  const isFiltered = query.search !== undefined || query.archived === "true" || query.cursor !== undefined;
  return (
    <PortalPage>
      <div className="flex flex-col gap-5">
        <PageHeader
          title="Applications"
          description="What you build with APIs, alone or with your teams."
          actions={
            <ButtonLink variant="primary" href="/applications/new">
              New application
            </ButtonLink>
          }
        />
        <FilterBar
          searchLabel="Search applications"
          filters={[{ key: "archived", label: "Archived", options: [{ value: "true", label: "Archived" }] }]}
        />
        <div>
          <ApplicationTable applications={items} isFiltered={isFiltered} />
          <CursorPager nextCursor={nextCursor} shown={`${plainNumber(items.length)} applications`} />
        </div>
      </div>
    </PortalPage>
  );
}
