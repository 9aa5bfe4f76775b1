import type { Metadata } from "next";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listSubscriptionsInput } from "#lib/subscriptions/input.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";
import { RequestList } from "../_parts/request-list.tsx";

export const metadata: Metadata = { title: "Decided requests" };

interface DecidedPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function DecidedPage({ params, searchParams }: DecidedPageProps) {
  const { workspace } = await params;
  const known = listSubscriptionsInput.pick({ search: true, cursor: true, limit: true, decided: true });
  const { decided = "by-anyone", ...asked } = await searchOf(known, searchParams);
  return (
    <RequestList
      workspace={workspace}
      input={{ ...asked, decided, order: "newest" }}
      description="What has been decided by hand, the newest request first."
      filters={[{ key: "decided", label: "Decided", options: [{ value: "by-me", label: "By me" }] }]}
      hasDecisions
      empty={
        <EmptyState title={asked.search || decided === "by-me" ? "No decision fits" : "Nothing has been decided yet"}>
          Decisions appear here with who made them and what they said.
        </EmptyState>
      }
    />
  );
}
