"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReviewView } from "#lib/approvals/view.ts";
import { changesQuery } from "#lib/client/approvals.ts";
import { ButtonLink } from "../ui/button.tsx";
import { KeyValueList } from "../ui/key-value-list.tsx";
import { MethodChip } from "../ui/method-chip.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Time } from "../ui/time.tsx";

/** What a reviewer must know of a revision before it goes to gateways. */
export function ReviewDetail({ workspace, review }: { workspace: string; review: ReviewView }) {
  const { api, version, revision, liveRevision } = review;
  const place = `/console/${workspace}/apis/${api.slug}/versions/${version}/revisions/${revision}`;
  return (
    <div className="flex flex-col gap-[18px]">
      <KeyValueList
        items={[
          { key: "API", value: api.name },
          { key: "Version", value: version },
          {
            key: "Revision",
            value: liveRevision === null ? `${revision}, the first one` : `${revision}, in place of ${liveRevision}`,
          },
          { key: "Operations", value: review.operations },
          { key: "Submitted", value: <Time at={review.submittedAt} /> },
          { key: "By", value: review.submittedBy?.name ?? "automation" },
          ...(review.note ? [{ key: "Note", value: review.note }] : []),
        ]}
      />
      {liveRevision !== null && <Changes workspace={workspace} review={review} />}
      <ButtonLink href={place} size="small" className="self-start">
        Open the revision
      </ButtonLink>
    </div>
  );
}

const OPERATIONS_SHOWN = 8;

function Changes({ workspace, review }: { workspace: string; review: ReviewView }) {
  const { data, isError } = useQuery(changesQuery(workspace, review));
  if (isError) return <p className="text-small text-soft">The comparison cannot be read at the moment.</p>;
  if (data === undefined) return <Skeleton className="h-24 w-full" />;
  const { removed, changed, added } = data;
  const shown = [
    ...removed.map((operation) => ({ ...operation, what: "removed", ink: "text-bad" })),
    ...changed.map((operation) => ({ ...operation, what: "changed", ink: "text-warn" })),
    ...added.map((operation) => ({ ...operation, what: "added", ink: "text-good" })),
  ];
  return (
    <section>
      <h3>What changes</h3>
      <p className={removed.length > 0 ? "text-bad text-small" : "text-small text-soft"}>
        {removed.length} removed · {changed.length} changed · {added.length} added
      </p>
      <ul className="mt-2 flex flex-col gap-1.5 text-small">
        {shown.slice(0, OPERATIONS_SHOWN).map(({ key, method, template, what, ink }) => (
          <li key={`${what} ${key}`} className="flex items-center gap-2">
            <MethodChip method={method} />
            <code className="min-w-0 grow truncate">{template}</code>
            <span className={ink}>{what}</span>
          </li>
        ))}
      </ul>
      {shown.length > OPERATIONS_SHOWN && (
        <p className="mt-1.5 text-faint text-tiny">and {shown.length - OPERATIONS_SHOWN} more</p>
      )}
    </section>
  );
}
