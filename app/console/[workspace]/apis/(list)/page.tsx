import { FileUp, Webhook } from "lucide-react";
import type { Metadata } from "next";
import { consolePaths } from "#components/apis/api-paths.ts";
import { ApiTable } from "#components/apis/api-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type Filter, FilterBar } from "#components/ui/filter-bar.tsx";
import { listApisInput } from "#lib/catalog/input.ts";
import { listApis } from "#lib/catalog/read.ts";
import { read } from "../../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";
import { workspacePermissions } from "../../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "APIs" };

interface ApisPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function ApisPage({ params, searchParams }: ApisPageProps) {
  const { workspace } = await params;
  const input = await searchOf(listApisInput, searchParams);
  const [{ items, nextCursor }, permissions] = await Promise.all([
    read((ctx) => listApis(ctx, workspace, input)),
    workspacePermissions(workspace),
  ]);
  const isFiltered = Object.keys(await searchParams).length > 0;
  const start = permissions.has("import.create") && (
    <ButtonLink variant="primary" href={consolePaths.imports(workspace)}>
      <FileUp aria-hidden /> Import an API
    </ButtonLink>
  );

  return (
    <ConsolePage title="APIs" description="What this workspace publishes, and what is on its way." actions={start}>
      {items.length === 0 && !isFiltered ? (
        <Card>
          <EmptyState title="No API yet" icon={<Webhook />} action={start}>
            Import an OpenAPI description: its operations are read, checked and shown before anything is created.
          </EmptyState>
        </Card>
      ) : (
        <>
          <div className="mb-3.5">
            <FilterBar searchLabel="Search APIs" filters={filters} />
          </div>
          <ApiTable apis={items} sort={sortOf(input.sort)} />
          <CursorPager nextCursor={nextCursor} shown={items.length === 1 ? "1 API" : `${items.length} APIs`} />
        </>
      )}
    </ConsolePage>
  );
}

const filters: Filter[] = [
  {
    key: "lifecycle",
    label: "Lifecycle",
    options: ["draft", "published", "deprecated", "retired"].map((value) => ({ value, label: value })),
  },
  {
    key: "visibility",
    label: "Seen by",
    options: [
      { value: "public", label: "everybody" },
      { value: "signed-in", label: "who is signed in" },
      { value: "restricted", label: "chosen groups" },
    ],
  },
  { key: "state", label: "State", options: [{ value: "archived", label: "archived" }] },
];

function sortOf(sort: string) {
  const isDescending = sort.startsWith("-");
  return { by: isDescending ? sort.slice(1) : sort, direction: isDescending ? ("desc" as const) : ("asc" as const) };
}
