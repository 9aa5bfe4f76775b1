import { Download } from "lucide-react";
import Link from "next/link";
import { consolePaths } from "#components/apis/api-paths.ts";
import { CompareSwitch } from "#components/revisions/compare-switch.tsx";
import { DraftForm } from "#components/revisions/draft-form.tsx";
import { OperationDiff } from "#components/revisions/operation-diff.tsx";
import { personIn } from "#components/revisions/revision-table.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { Time } from "#components/ui/time.tsx";
import { listBackends } from "#lib/backends/read.ts";
import type { RevisionPlace } from "#lib/catalog/place.ts";
import { compareRevisions, listRevisions } from "#lib/catalog/read.ts";
import type { RevisionView } from "#lib/catalog/view.ts";
import { BACKENDS_SHOWN, toBackendOption } from "#lib/client/backend-search.ts";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { read } from "../../../../../../../../_reader/read.ts";
import { workspacePermissions } from "../../../../../../../_frame/workspace-permissions.ts";
import { namesIn } from "../../../../_people.ts";
import { placeOf, type RevisionPageProps, revisionOf } from "./_read.ts";

export default async function RevisionPage({ params, searchParams }: RevisionPageProps) {
  const place = await placeOf(params);
  const [revision, permissions] = await Promise.all([revisionOf(place), workspacePermissions(place.workspace)]);
  const isEditable = revision.state === "draft" && permissions.has("revision.change");
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        {isEditable && <Draft place={place} revision={revision} />}
        <Changes place={place} against={Number((await searchParams).against)} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <About place={place} revision={revision} />
        <History place={place} revision={revision} />
      </div>
    </div>
  );
}

async function Draft({ place, revision }: { place: RevisionPlace; revision: RevisionView }) {
  const { items } = await read((ctx) => listBackends(ctx, place.workspace, { limit: BACKENDS_SHOWN }));
  const { slug, name } = revision.backend;
  const others = items.filter((backend) => backend.slug !== slug).map(toBackendOption);
  return (
    <Card title="Draft" description="Nothing of it reaches callers before it is reviewed and made live.">
      <DraftForm
        key={revision.rowVersion}
        place={place}
        draft={{ note: revision.note, backend: revision.backend.slug, rowVersion: revision.rowVersion }}
        backends={[{ value: slug, label: name }, ...others]}
      />
    </Card>
  );
}

/** Against the live revision unless the address names another one; against the one before for the live one itself. */
async function Changes({ place, against }: { place: RevisionPlace; against: number }) {
  const { items } = await read((ctx) => listRevisions(ctx, place, { limit: LIMIT_MAX }));
  const others = items.filter(({ number }) => number !== place.revision);
  const other =
    others.find(({ number }) => number === against) ??
    others.find(({ state }) => state === "live") ??
    others.find(({ number }) => number < place.revision) ??
    others[0];
  if (other === undefined) {
    return (
      <Card title="What it changes">
        <p className="text-small text-soft">It is the first revision of its version: all of it is new.</p>
      </Card>
    );
  }
  const changes = await read((ctx) => compareRevisions(ctx, place, other.number));
  return (
    <Card
      title="What it changes"
      actions={
        <CompareSwitch revisions={others.map(({ number, state }) => ({ number, state }))} current={other.number} />
      }
    >
      <OperationDiff changes={changes} />
    </Card>
  );
}

function About({ place, revision }: { place: RevisionPlace; revision: RevisionView }) {
  const { document, backend, policies, operationPolicies } = revision;
  return (
    <Card title="What it is">
      <KeyValueList
        items={[
          { key: "Description", value: document === null ? "none: any path" : document.title },
          ...(document === null
            ? []
            : [
                { key: "Format", value: formats[document.format] },
                { key: "Source", value: <Source place={place} /> },
              ]),
          {
            key: "Backend",
            value: (
              <Link href={consolePaths.backend(place.workspace, backend.slug)} className="rounded-chip underline">
                {backend.name}
              </Link>
            ),
          },
          {
            key: "Policies",
            value: policiesInWords(Object.keys(policies).length > 0, Object.keys(operationPolicies).length),
          },
        ]}
      />
    </Card>
  );
}

function policiesInWords(hasOwn: boolean, operations: number): string {
  const ofOperations =
    operations > 0 ? `of ${operations === 1 ? "1 operation" : `${operations} operations`}` : undefined;
  return [hasOwn ? "of the API" : undefined, ofOperations].filter(Boolean).join(", ") || "none";
}

function Source({ place: { workspace, api, version, revision } }: { place: RevisionPlace }) {
  return (
    <a
      href={`/api/v1/workspaces/${workspace}/apis/${api}/versions/${version}/revisions/${revision}/document`}
      download
      className="inline-flex items-center gap-1.5 rounded-chip underline"
    >
      <Download aria-hidden className="size-3.5" /> as it was imported
    </a>
  );
}

async function History({ place, revision }: { place: RevisionPlace; revision: RevisionView }) {
  const names = await namesIn(place.workspace);
  const step = (at: string, by: string | null) => (
    <>
      <Time at={at} /> by {personIn(names, by)}
    </>
  );
  const { createdAt, createdById, submittedAt, submittedById, decidedAt, decidedById, decisionNote, liveAt } = revision;
  return (
    <Card title="What happened">
      <KeyValueList
        items={[
          { key: "Made", value: step(createdAt, createdById) },
          ...(submittedAt ? [{ key: "Submitted", value: step(submittedAt, submittedById) }] : []),
          ...(decidedAt
            ? [{ key: revision.state === "rejected" ? "Rejected" : "Approved", value: step(decidedAt, decidedById) }]
            : []),
          ...(decisionNote
            ? [{ key: "Reviewer", value: <span className="whitespace-pre-wrap">{decisionNote}</span> }]
            : []),
          ...(liveAt ? [{ key: "Live", value: <Time at={liveAt} /> }] : []),
        ]}
      />
    </Card>
  );
}

const formats = { "openapi-3.1": "OpenAPI 3.1", "openapi-3.0": "OpenAPI 3.0", "swagger-2.0": "Swagger 2.0" };
