import type { Metadata } from "next";
import type { ReactNode } from "react";
import { consolePaths } from "#components/apis/api-paths.ts";
import { RevisionActions } from "#components/revisions/revision-actions.tsx";
import { RevisionBadge } from "#components/revisions/revision-badge.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import type { RevisionView } from "#lib/catalog/view.ts";
import { readWorkspace } from "#lib/workspaces/read.ts";
import { read, readerContext } from "../../../../../../../../_reader/read.ts";
import { workspacePermissions } from "../../../../../../../_frame/workspace-permissions.ts";
import { apiOf } from "../../../../_read.ts";
import { placeOf, type RevisionPageProps, revisionOf } from "./_read.ts";

type RevisionLayoutProps = Pick<RevisionPageProps, "params"> & { children: ReactNode };

export async function generateMetadata({ params }: RevisionLayoutProps): Promise<Metadata> {
  const { api, version, revision } = await placeOf(params);
  return { title: `${api} ${version}, revision ${revision}` };
}

export default async function RevisionLayout({ params, children }: RevisionLayoutProps) {
  const place = await placeOf(params);
  const { workspace, version } = place;
  const [api, revision, permissions, isOwn] = await Promise.all([
    apiOf(workspace, place.api),
    revisionOf(place),
    workspacePermissions(workspace),
    mustLeaveDecision(place),
  ]);
  const here = consolePaths.revision(workspace, place.api, version, revision.number);
  const liveRevision = api.versions.find(({ name }) => name === version)?.liveRevision ?? null;
  return (
    <ConsolePage
      title={`Revision ${revision.number} of ${version}`}
      badges={<RevisionBadge state={revision.state} />}
      description={<p className="line-clamp-2 break-words">{revision.note || "No note"}</p>}
      actions={
        api.archivedAt === null && (
          <RevisionActions
            place={place}
            state={revision.state}
            liveRevision={liveRevision}
            isOwn={isOwn}
            permissions={[...permissions]}
          />
        )
      }
      crumbs={[
        { label: "APIs", href: consolePaths.apis(workspace) },
        { label: api.name, href: consolePaths.api(workspace, place.api) },
        { label: version, href: consolePaths.revisions(workspace, place.api, version) },
        { label: `Revision ${revision.number}` },
      ]}
    >
      <TabLinks
        label={`Sections of revision ${revision.number}`}
        links={[
          { href: here, label: "Overview" },
          { href: `${here}/operations`, label: "Operations", count: countOf(revision) },
          { href: `${here}/policies`, label: "Policies" },
          { href: `${here}/effective`, label: "Effective policies" },
        ]}
      />
      <div className="pt-5">{children}</div>
    </ConsolePage>
  );
}

function countOf({ document, operations }: RevisionView): number | undefined {
  return document === null ? undefined : operations;
}

/** Nobody decides on their own revision, unless the workspace has turned that rule off. */
async function mustLeaveDecision(place: Parameters<typeof revisionOf>[0]): Promise<boolean> {
  const [{ createdById, submittedById }, workspace, { actor }] = await Promise.all([
    revisionOf(place),
    read((ctx) => readWorkspace(ctx, place.workspace)),
    readerContext(),
  ]);
  const isTheirs = actor.kind === "user" && (actor.id === createdById || actor.id === submittedById);
  return isTheirs && !workspace.mayDecideOwnRequest;
}
