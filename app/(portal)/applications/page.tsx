import type { Metadata } from "next";
import { ApplicationTable } from "#components/applications/application-table.tsx";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { counted } from "#components/ui/counted.ts";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApplicationsInput } from "#lib/applications/input.ts";
import { listApplications } from "#lib/applications/read.ts";
import { read } from "../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../_reader/search.ts";

export const metadata: Metadata = { title: "Applications" };

export default async function ApplicationsPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchOf(listApplicationsInput, searchParams);
  const { items, nextCursor } = await read((ctx) => listApplications(ctx, query));
  const isArchived = query.archived === "true";
  const isFiltered = query.search !== undefined || isArchived || query.cursor !== undefined;
  return (
    <PortalPage>
      <div className="flex flex-col gap-5">
        <PageHeader
          title={isArchived ? "Archived applications" : "Applications"}
          description="What you build with APIs, alone or with your teams."
          actions={
            <ButtonLink variant="primary" href="/applications/new">
              New application
            </ButtonLink>
          }
        />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <FilterBar searchLabel="Search applications" />
          {isArchived ? (
            <ButtonLink size="small" variant="quiet" href="/applications">
              Back to those in use
            </ButtonLink>
          ) : (
            <ButtonLink size="small" variant="quiet" href="/applications?archived=true">
              Archived ones
            </ButtonLink>
          )}
        </div>
        <div>
          <ApplicationTable applications={items} isFiltered={isFiltered} />
          <CursorPager nextCursor={nextCursor} shown={counted(items.length, "application")} />
        </div>
      </div>
    </PortalPage>
  );
}
