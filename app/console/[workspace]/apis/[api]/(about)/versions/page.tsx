import Link from "next/link";
import { consolePaths } from "#components/apis/api-paths.ts";
import { NewVersion } from "#components/apis/new-version.tsx";
import { VersionActions } from "#components/apis/version-actions.tsx";
import { VersionBadge } from "#components/apis/version-badge.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { counted } from "#components/ui/counted.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import type { VersionView } from "#lib/catalog/view.ts";
import { workspacePermissions } from "../../../../../_frame/workspace-permissions.ts";
import { type ApiPageProps, apiOf } from "../../_read.ts";

export default async function VersionsPage({ params }: ApiPageProps) {
  const { workspace, api: slug } = await params;
  const [{ versions }, permissions] = await Promise.all([apiOf(workspace, slug), workspacePermissions(workspace)]);
  const newest = versions.at(-1);
  const place = { workspace, api: slug };
  return (
    <Card
      title="Versions"
      description="Callers of one version are not touched by changes to another."
      actions={permissions.has("revision.create") && newest && <NewVersion place={place} copiedFrom={newest.name} />}
      isFlush
    >
      {newest === undefined && <EmptyState title="No version yet">Import a description into this API.</EmptyState>}
      <ul>
        {versions.toReversed().map((version) => (
          <li
            key={version.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-line border-b px-5 py-4 last:border-0"
          >
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2">
                <Link
                  href={consolePaths.revisions(workspace, slug, version.name)}
                  className="rounded-chip font-[550] hover:underline"
                >
                  {version.name}
                </Link>
                <VersionBadge state={version.state} />
                {version.isDefault && <Badge isPlain>default</Badge>}
              </p>
              <p className="text-small text-soft">
                <About version={version} />
              </p>
            </div>
            {permissions.has("api.change") && (
              <VersionActions
                place={place}
                version={version}
                others={versions
                  .filter(({ name, state }) => name !== version.name && state !== "retired")
                  .map(({ name }) => name)}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function About({ version }: { version: VersionView }) {
  const { liveRevision, deprecatedAt, sunsetAt, afterSunset, brownouts, successor, createdAt } = version;
  return (
    <>
      Created <Time at={createdAt} form="day" />
      {liveRevision !== null && ` · revision ${liveRevision} is live`}
      {deprecatedAt && (
        <>
          {" · deprecated "}
          <Time at={deprecatedAt} form="day" />
        </>
      )}
      {sunsetAt && (
        <>
          {", ends "}
          <Time at={sunsetAt} form="day" />
          {afterSunset === "gone" && " for every caller"}
        </>
      )}
      {brownouts.length > 0 && `, ${counted(brownouts.length, "brown-out")} announced`}
      {successor && `, ${successor} follows`}
    </>
  );
}
