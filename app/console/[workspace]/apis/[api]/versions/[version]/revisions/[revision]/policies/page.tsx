import Link from "next/link";
import { consolePaths } from "#components/apis/api-paths.ts";
import { OperationSwitch } from "#components/policies/operation-switch.tsx";
import { PolicyGuide } from "#components/policies/policy-guide.tsx";
import { RevisionPolicies } from "#components/policies/revision-policies.tsx";
import { NewRevision } from "#components/revisions/new-revision.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { listPolicyReference } from "#lib/policies/reference.ts";
import { toPolicyText } from "#lib/policies/to-text.ts";
import { workspacePermissions } from "../../../../../../../../_frame/workspace-permissions.ts";
import { placeOf, type RevisionPageProps, revisionOf } from "../_read.ts";

export default async function RevisionPoliciesPage({ params, searchParams }: RevisionPageProps) {
  const place = await placeOf(params);
  const { operation: asked } = await searchParams;
  const [revision, permissions] = await Promise.all([revisionOf(place), workspacePermissions(place.workspace)]);
  const operation = typeof asked === "string" ? asked : undefined;
  const document = operation === undefined ? revision.policies : revision.operationPolicies[operation];
  const isEditable = revision.state === "draft" && permissions.has("revision.change");
  const here = `${consolePaths.revision(place.workspace, place.api, place.version, place.revision)}/policies`;

  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-4">
        {!isEditable && (
          <Banner
            title={revision.state === "draft" ? "Your role may read these policies" : "These policies are fixed"}
            action={
              revision.state !== "draft" &&
              permissions.has("revision.create") && (
                <NewRevision place={place} label="Change in a new revision" look={{ size: "small" }} page="policies" />
              )
            }
          >
            {revision.state === "draft"
              ? "A publisher or owner of the workspace changes them."
              : "Policies belong to a revision and are reviewed with it."}
          </Banner>
        )}
        {revision.document !== null && (
          <div className="max-w-md">
            <OperationSwitch place={place} current={operation} noneLabel="The whole API" />
          </div>
        )}
        <Written here={here} keys={Object.keys(revision.operationPolicies)} current={operation} />
        <RevisionPolicies
          key={`${operation} ${revision.rowVersion}`}
          place={place}
          rowVersion={revision.rowVersion}
          isReadOnly={!isEditable}
          text={toPolicyText(document)}
          operation={operation}
          operationPolicies={revision.operationPolicies}
        />
      </div>
      <PolicyGuide policies={listPolicyReference()} />
    </div>
  );
}

function Written({ here, keys, current }: { here: string; keys: string[]; current: string | undefined }) {
  if (keys.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-soft">
      Operations with policies of their own:
      {keys.map((key) => (
        <Link
          key={key}
          href={`${here}?${new URLSearchParams({ operation: key })}`}
          aria-current={key === current || undefined}
          className="break-all rounded-chip font-mono text-ink underline"
        >
          {key}
        </Link>
      ))}
    </p>
  );
}
