import { FileUp } from "lucide-react";
import { consolePaths } from "#components/apis/api-paths.ts";
import { VersionSwitch } from "#components/apis/version-switch.tsx";
import { NewRevision } from "#components/revisions/new-revision.tsx";
import { RevisionTable } from "#components/revisions/revision-table.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listRevisionsInput } from "#lib/catalog/input.ts";
import { listRevisions } from "#lib/catalog/read.ts";
import { read } from "../../../../../../_reader/read.ts";
import { searchOf } from "../../../../../../_reader/search.ts";
import { workspacePermissions } from "../../../../../_frame/workspace-permissions.ts";
import { namesIn } from "../../_people.ts";
import { type ApiPageProps, apiOf, chosenVersion } from "../../_read.ts";

export default async function RevisionsPage({ params, searchParams }: ApiPageProps) {
  const { workspace, api: slug } = await params;
  const { versions } = await apiOf(workspace, slug);
  const version = chosenVersion(versions, (await searchParams).version);
  if (version === undefined) {
    return (
      <Card>
        <EmptyState title="No version yet">A version comes with its first revision.</EmptyState>
      </Card>
    );
  }
  const place = { workspace, api: slug, version: version.name };
  const input = await searchOf(listRevisionsInput, searchParams);
  const [{ items, nextCursor }, names, permissions] = await Promise.all([
    read((ctx) => listRevisions(ctx, place, input)),
    namesIn(workspace),
    workspacePermissions(workspace),
  ]);
  const mayCreate = permissions.has("revision.create") && version.state !== "retired";

  return (
    <>
      <div className="mb-3.5 flex flex-wrap items-center justify-between gap-3">
        <p className="text-small text-soft">
          {version.name} as it was and will be. One revision is live; an earlier one can be made live again.
        </p>
        <div className="flex flex-wrap items-center gap-2">
          <VersionSwitch versions={versions.map(({ name }) => name)} current={version.name} />
          {mayCreate && (
            <>
              <NewRevision place={place} />
              <ButtonLink variant="primary" href={consolePaths.importInto(workspace, slug, version.name)}>
                <FileUp aria-hidden /> Import a new description
              </ButtonLink>
            </>
          )}
        </div>
      </div>
      <RevisionTable place={place} revisions={items} names={names} />
      <CursorPager nextCursor={nextCursor} shown={items.length === 1 ? "1 revision" : `${items.length} revisions`} />
    </>
  );
}
