import Link from "next/link";
import { consolePaths } from "#components/apis/api-paths.ts";
import { VersionSwitch } from "#components/apis/version-switch.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listRevisions, readRevision } from "#lib/catalog/read.ts";
import { read } from "../../../../../../_reader/read.ts";
import { OperationList } from "../../_operations.tsx";
import { type ApiPageProps, apiOf, chosenVersion } from "../../_read.ts";

/** The operations of the live revision; of the newest one while none is live. */
export default async function OperationsPage({ params, searchParams }: ApiPageProps) {
  const { workspace, api: slug } = await params;
  const { versions } = await apiOf(workspace, slug);
  const version = chosenVersion(versions, (await searchParams).version);
  if (version === undefined) {
    return (
      <Card>
        <EmptyState title="No version yet">Its operations come with a description.</EmptyState>
      </Card>
    );
  }
  const at = { workspace, api: slug, version: version.name };
  const revision =
    version.liveRevision === null
      ? (await read((ctx) => listRevisions(ctx, at, { limit: 1 }))).items[0]
      : await read((ctx) => readRevision(ctx, { ...at, revision: version.liveRevision ?? 0 }));
  if (revision === undefined) return null;

  return (
    <>
      <div className="mb-3.5 flex flex-wrap items-center justify-between gap-3">
        <p className="text-small text-soft">
          Of{" "}
          <Link
            href={consolePaths.revision(workspace, slug, version.name, revision.number)}
            className="rounded-chip font-[550] text-ink hover:underline"
          >
            revision {revision.number}
          </Link>{" "}
          of {version.name}, {revision.state === "live" ? "which gateways serve" : "which is not live yet"}.
        </p>
        <VersionSwitch versions={versions.map(({ name }) => name)} current={version.name} />
      </div>
      <OperationList place={{ ...at, revision: revision.number }} revision={revision} searchParams={searchParams} />
    </>
  );
}
