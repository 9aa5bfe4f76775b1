import type { Metadata } from "next";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { SubscriptionTable } from "#components/subscriptions/subscription-table.tsx";
import { counted } from "#components/ui/counted.ts";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listOwnSubscriptionsInput } from "#lib/subscriptions/input.ts";
import { listOwnSubscriptions } from "#lib/subscriptions/read.ts";
import { read } from "../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../_reader/search.ts";

export const metadata: Metadata = { title: "Subscriptions" };

export default async function SubscriptionsPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchOf(listOwnSubscriptionsInput, searchParams);
  const { items, nextCursor } = await read((ctx) => listOwnSubscriptions(ctx, query));
  return (
    <PortalPage>
      <div className="flex flex-col gap-5">
        <PageHeader title="Subscriptions" description="What your applications may call, and what waits for approval." />
        <FilterBar searchLabel="Search subscriptions" filters={filters} />
        <div>
          <SubscriptionTable
            subscriptions={items}
            hasApplications
            emptyText={query.state || query.search ? "No subscription fits" : "No subscriptions yet"}
          />
          <CursorPager nextCursor={nextCursor} shown={counted(items.length, "subscription")} />
        </div>
      </div>
    </PortalPage>
  );
}

const filters = [
  {
    key: "state",
    label: "State",
    options: [
      { value: "submitted", label: "Waiting" },
      { value: "active", label: "Active" },
      { value: "paused", label: "Paused" },
      { value: "suspended", label: "Suspended" },
      { value: "expired", label: "Expired" },
      { value: "rejected", label: "Rejected" },
      { value: "cancelled", label: "Cancelled" },
    ],
  },
];
