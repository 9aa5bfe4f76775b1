import type { ReactNode } from "react";
import { approvalTabs } from "#components/approvals/approval-tabs.ts";
import { SubscriptionTable } from "#components/approvals/subscription-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { type Filter, FilterBar } from "#components/ui/filter-bar.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { readWaiting } from "#lib/approvals/read-waiting.ts";
import type { ListSubscriptionsInput } from "#lib/subscriptions/input.ts";
import { listWorkspaceSubscriptions } from "#lib/subscriptions/read.ts";
import { read } from "../../../../_reader/read.ts";

interface RequestListProps {
  workspace: string;
  input: ListSubscriptionsInput;
  description: string;
  filters?: Filter[];
  hasDecisions?: boolean;
  empty: ReactNode;
}

/** The tabs of the approvals beside the inbox: lists to read, not to decide in. */
export async function RequestList({ workspace, input, description, filters, hasDecisions, empty }: RequestListProps) {
  const { items, nextCursor } = await read((ctx) => listWorkspaceSubscriptions(ctx, workspace, input));
  const { subscriptions, revisions } = await read((ctx) => readWaiting(ctx, workspace));
  return (
    <ConsolePage
      title="Approvals"
      description={description}
      actions={<FilterBar searchLabel="Applicant, API, product" {...(filters ? { filters } : {})} />}
    >
      <TabLinks label="Approvals" links={approvalTabs(workspace, subscriptions + revisions)} />
      <div className="mt-3.5">
        <SubscriptionTable
          workspace={workspace}
          caption="Requests"
          subscriptions={items}
          hasDecisions={hasDecisions}
          empty={empty}
        />
      </div>
      <CursorPager nextCursor={nextCursor} shown={`${items.length} ${items.length === 1 ? "request" : "requests"}`} />
    </ConsolePage>
  );
}
