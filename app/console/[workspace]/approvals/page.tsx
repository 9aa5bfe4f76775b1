import type { Metadata } from "next";
import { ApprovalInbox } from "#components/approvals/approval-inbox.tsx";
import { listReviews } from "#lib/approvals/list-reviews.ts";
import { readWaiting } from "#lib/approvals/read-waiting.ts";
import { INBOX_LIMIT, toInbox } from "#lib/client/approvals.ts";
import { listSubscriptionsInput } from "#lib/subscriptions/input.ts";
import { listWorkspaceSubscriptions } from "#lib/subscriptions/read.ts";
import { readWorkspace } from "#lib/workspaces/read.ts";
import { read, readerContext } from "../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../_reader/search.ts";

export const metadata: Metadata = { title: "Approvals" };

interface ApprovalsPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function ApprovalsPage({ params, searchParams }: ApprovalsPageProps) {
  const [{ workspace }, { now }] = await Promise.all([params, readerContext()]);
  const { search, cursor } = await searchOf(listSubscriptionsInput.pick({ search: true, cursor: true }), searchParams);
  const filter = { search, cursor };
  const input = { state: ["submitted"], side: "others", order: "oldest", limit: INBOX_LIMIT, ...filter };
  const requests = await read((ctx) => listWorkspaceSubscriptions(ctx, workspace, listSubscriptionsInput.parse(input)));
  const reviews = await read((ctx) => listReviews(ctx, workspace, { limit: INBOX_LIMIT }));
  const { subscriptions, revisions, oldestAt } = await read((ctx) => readWaiting(ctx, workspace));
  const { mayDecideOwnRequest } = await read((ctx) => readWorkspace(ctx, workspace));
  return (
    <ApprovalInbox
      key={JSON.stringify(filter)}
      workspace={workspace}
      filter={filter}
      initial={toInbox(requests, reviews.items, filter)}
      description={
        subscriptions + revisions === 0 && requests.items.length > 0
          ? "What is below waits for somebody else: your role does not decide on it."
          : inWords(subscriptions + revisions, oldestAt, now(), mayDecideOwnRequest)
      }
      now={now().toISOString()}
    />
  );
}

function inWords(count: number, oldestAt: string | null, now: Date, mayDecideOwn: boolean): string {
  const own = mayDecideOwn ? "" : " You cannot decide on your own.";
  if (count === 0) return `Nothing waits for you.${own}`;
  const days = oldestAt === null ? 0 : Math.floor((now.getTime() - Date.parse(oldestAt)) / 86_400_000);
  const age = days === 0 ? "" : `; the oldest for ${days === 1 ? "a day" : `${days} days`}`;
  return `${count === 1 ? "One request waits" : `${count} requests wait`}${age}.${own}`;
}
