import type { Metadata } from "next";
import Link from "next/link";
import { consolePaths } from "#components/apis/api-paths.ts";
import { BackendForm } from "#components/backends/backend-form.tsx";
import { BackendHealthCard, isWatched } from "#components/backends/backend-health.tsx";
import { DeleteBackend } from "#components/backends/delete-backend.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Card } from "#components/ui/card.tsx";
import { readBackendHealth } from "#lib/backends/health.ts";
import { readBackend, readBackendUses } from "#lib/backends/read.ts";
import type { BackendUses } from "#lib/backends/view.ts";
import { read } from "../../../../_reader/read.ts";
import { workspacePermissions } from "../../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "Backend" };

interface BackendPageProps {
  params: Promise<{ workspace: string; backend: string }>;
}

export default async function BackendPage({ params }: BackendPageProps) {
  const { workspace, backend: slug } = await params;
  const [backend, { usedBy, policies }, { troubles }, permissions] = await Promise.all([
    read((ctx) => readBackend(ctx, workspace, slug)),
    read((ctx) => readBackendUses(ctx, workspace, slug)),
    read((ctx) => readBackendHealth(ctx, workspace, slug)),
    workspacePermissions(workspace),
  ]);
  const mayChange = permissions.has("backend.change");
  const live = usedBy.filter(({ isLive }) => isLive).length;
  return (
    <ConsolePage
      title={backend.name}
      description={<code>{backend.slug}</code>}
      crumbs={[{ label: "Backends", href: consolePaths.backends(workspace) }, { label: backend.name }]}
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          {!mayChange && (
            <Banner title="Your role may read this backend">A publisher or owner of the workspace changes it.</Banner>
          )}
          {mayChange && live > 0 && (
            <Banner tone="warn" title={`${live === 1 ? "1 live version calls" : `${live} live versions call`} it`}>
              A change is in force within seconds, without a review.
            </Banner>
          )}
          <Card>
            <fieldset disabled={!mayChange} className="contents">
              <BackendForm key={backend.rowVersion} workspace={workspace} backend={backend} />
            </fieldset>
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {isWatched(backend) && <BackendHealthCard troubles={troubles} />}
          <UsedBy workspace={workspace} usedBy={usedBy} policies={policies} />
          {mayChange && usedBy.length + policies.length === 0 && (
            <Card title="Taking it away">
              <DeleteBackend workspace={workspace} slug={slug} />
            </Card>
          )}
        </div>
      </div>
    </ConsolePage>
  );
}

function UsedBy({ workspace, usedBy, policies }: { workspace: string } & BackendUses) {
  return (
    <Card title="In use by">
      {usedBy.length + policies.length === 0 && (
        <p className="text-small text-soft">No revision of any API, and no policy.</p>
      )}
      <ul className="flex flex-col gap-2">
        {usedBy.map(({ api, apiName, version, isLive }) => (
          <li key={`${api} ${version}`} className="flex items-center justify-between gap-3 text-small">
            <Link
              href={consolePaths.revisions(workspace, api, version)}
              className="min-w-0 break-words rounded-chip hover:underline"
            >
              {apiName} {version}
            </Link>
            {isLive ? <Badge tone="good">live</Badge> : <Badge>other revisions</Badge>}
          </li>
        ))}
      </ul>
      {policies.length > 0 && <p className="mt-3 text-small text-soft">Policies name it: {policies.join(", ")}.</p>}
      {usedBy.length > 0 && (
        <p className="mt-3 text-faint text-small">
          It can be deleted when no revision names it any more: revisions are kept so that they can be made live again.
        </p>
      )}
    </Card>
  );
}
