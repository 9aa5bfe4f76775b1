"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { applicationUseQuery, otherSubscriptionsQuery } from "#lib/client/workspace-subscriptions.ts";
import { StateBadge } from "../console/state-badge.tsx";
import { compactNumber } from "../ui/number-format.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { Sparkline } from "../ui/sparkline.tsx";
import { summariseUse } from "./use-summary.ts";

interface ApplicantUseProps {
  workspace: string;
  application: { id: string; name: string };
  /** The request itself, which is not among the others. */
  requestId: string;
}

/** What an applicant has from the workspace already, and what they do with it. */
export function ApplicantUse({ workspace, application, requestId }: ApplicantUseProps) {
  return (
    <>
      <section>
        <h3>What they use today</h3>
        <Use workspace={workspace} applicationId={application.id} />
      </section>
      <Others workspace={workspace} applicationId={application.id} requestId={requestId} />
    </>
  );
}

function Use({ workspace, applicationId }: { workspace: string; applicationId: string }) {
  const { data, isError } = useQuery(applicationUseQuery(workspace, applicationId));
  if (isError) return <p className="mt-2 text-small text-soft">The usage cannot be read at the moment.</p>;
  if (data === undefined) return <Skeleton className="mt-2 h-[94px] w-full" />;
  const { calls, errors, limited, days } = summariseUse(data);
  if (calls === 0) return <p className="mt-2 h-[94px] text-small text-soft">No calls in the last 30 days.</p>;
  const share = ((errors / calls) * 100).toLocaleString("en-GB", { maximumFractionDigits: 1 });
  return (
    <>
      <div className="my-2 border-line-strong border-b">
        <Sparkline values={days} width={330} height={64} label={`Calls by day, ${compactNumber(calls)} in 30 days`} />
      </div>
      <p className="text-faint text-tiny tabular-nums">
        {compactNumber(calls)} calls in 30 days · {share} % errors ·{" "}
        {limited === 0 ? "never over a limit" : `${compactNumber(limited)} over a limit`}
      </p>
    </>
  );
}

function Others({
  workspace,
  applicationId,
  requestId,
}: {
  workspace: string;
  applicationId: string;
  requestId: string;
}) {
  const { data } = useQuery(otherSubscriptionsQuery(workspace, applicationId));
  const others = data?.filter(({ id }) => id !== requestId) ?? [];
  if (data === undefined || others.length === 0) return null;
  return (
    <section>
      <h3>Other subscriptions</h3>
      <ul className="mt-2 flex flex-col gap-1.5 text-small">
        {others.map(({ id, product, plan, state }) => (
          <li key={id} className="flex items-center justify-between gap-3">
            <Link href={`/console/${workspace}/subscriptions/${id}`} className="min-w-0 truncate hover:underline">
              {product.name} {plan.name}
            </Link>
            <StateBadge state={state} />
          </li>
        ))}
      </ul>
    </section>
  );
}
