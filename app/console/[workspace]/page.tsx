import type { Metadata } from "next";
import { FaultList } from "#components/console/fault-list.tsx";
import { LastHour } from "#components/console/last-hour.tsx";
import { NewestApis } from "#components/console/newest-apis.tsx";
import { RefusalList } from "#components/console/refusal-list.tsx";
import { WaitingList } from "#components/console/waiting-list.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { usageInput } from "#lib/analytics/input.ts";
import { readWorkspaceUsage } from "#lib/analytics/read-usage.ts";
import { listReviews } from "#lib/approvals/list-reviews.ts";
import { readWaiting } from "#lib/approvals/read-waiting.ts";
import { listApisInput } from "#lib/catalog/input.ts";
import { listApis } from "#lib/catalog/read.ts";
import { toInbox } from "#lib/client/approvals.ts";
import { usageQueries } from "#lib/client/workspace-usage.ts";
import { listRefusals } from "#lib/fleet/list-refusals.ts";
import { listFaults } from "#lib/publishing/list-faults.ts";
import { listSubscriptionsInput } from "#lib/subscriptions/input.ts";
import { listWorkspaceSubscriptions } from "#lib/subscriptions/read.ts";
import { readWorkspace } from "#lib/workspaces/read.ts";
import { read, readerContext } from "../../_reader/read.ts";
import { workspacePermissions } from "../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "Overview" };

const SHOWN_MAX = 5;
const lastHour = { range: "1h", by: "api", api: undefined } as const;

/** What a member wants to know on arriving: what waits for them, what runs, what does not, what is new. */
export default async function OverviewPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const { now } = await readerContext();
  const asked = { state: ["submitted"], side: "others", order: "oldest", limit: SHOWN_MAX };
  const { trend, parts } = usageQueries(lastHour, now());
  const newest = listApisInput.parse({ sort: "-created", limit: SHOWN_MAX });
  const [{ name }, waiting, requests, reviews, trendNow, partsNow, faults, refusals, permissions, apis] =
    await Promise.all([
      read((ctx) => readWorkspace(ctx, workspace)),
      read((ctx) => readWaiting(ctx, workspace)),
      read((ctx) => listWorkspaceSubscriptions(ctx, workspace, listSubscriptionsInput.parse(asked))),
      read((ctx) => listReviews(ctx, workspace, { limit: SHOWN_MAX })),
      read((ctx) => readWorkspaceUsage(ctx, workspace, usageInput.parse(trend))),
      read((ctx) => readWorkspaceUsage(ctx, workspace, usageInput.parse(parts))),
      read((ctx) => listFaults(ctx, workspace)),
      read((ctx) => listRefusals(ctx, workspace)),
      workspacePermissions(workspace),
      read((ctx) => listApis(ctx, workspace, newest)),
    ]);
  const inbox = toInbox(requests, reviews.items, { search: undefined, cursor: undefined });
  return (
    <ConsolePage title={name}>
      <div className="flex flex-col gap-5">
        {faults.length > 0 && <FaultList workspace={workspace} faults={faults} />}
        {refusals.length > 0 && <RefusalList refusals={refusals} mayOperate={permissions.has("gateway.read")} />}
        <LastHour workspace={workspace} filter={lastHour} initial={{ trend: trendNow, parts: partsNow }} />
        <div className="grid items-start gap-5 xl:grid-cols-2">
          <WaitingList
            workspace={workspace}
            count={waiting.subscriptions + waiting.revisions}
            items={waiting.subscriptions + waiting.revisions > 0 ? inbox.items.slice(0, SHOWN_MAX) : []}
          />
          <NewestApis workspace={workspace} apis={apis.items} />
        </div>
      </div>
    </ConsolePage>
  );
}
