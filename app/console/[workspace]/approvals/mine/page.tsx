import type { Metadata } from "next";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listSubscriptionsInput } from "#lib/subscriptions/input.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";
import { RequestList } from "../_parts/request-list.tsx";

export const metadata: Metadata = { title: "Own requests" };

interface OwnRequestsPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function OwnRequestsPage({ params, searchParams }: OwnRequestsPageProps) {
  const { workspace } = await params;
  const asked = await searchOf(listSubscriptionsInput.pick({ search: true, cursor: true, limit: true }), searchParams);
  return (
    <RequestList
      workspace={workspace}
      input={{ ...asked, side: "mine", order: "newest" }}
      description="What your own teams have asked for. Somebody else decides on it."
      empty={
        <EmptyState title={asked.search ? "Nothing of yours has these words" : "You have asked for nothing here"}>
          Requests of your teams for products of this workspace appear here.
        </EmptyState>
      }
    />
  );
}
