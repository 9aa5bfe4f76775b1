import type { Metadata } from "next";
import { SubscriptionTable } from "#components/approvals/subscription-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { subscriptionState } from "#lib/contract/snapshot.ts";
import { listProducts } from "#lib/products/read.ts";
import { listSubscriptionsInput } from "#lib/subscriptions/input.ts";
import { listWorkspaceSubscriptions } from "#lib/subscriptions/read.ts";
import { read } from "../../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";

export const metadata: Metadata = { title: "Subscriptions" };

interface SubscriptionsPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

const asked = listSubscriptionsInput
  .pick({ search: true, cursor: true, limit: true, product: true, application: true })
  .extend({ state: subscriptionState.optional() });

export default async function SubscriptionsPage({ params, searchParams }: SubscriptionsPageProps) {
  const { workspace } = await params;
  const { state, ...input } = await searchOf(asked, searchParams);
  const { items, nextCursor } = await read((ctx) =>
    listWorkspaceSubscriptions(ctx, workspace, { ...input, state: state && [state], order: "newest" }),
  );
  const products = await read((ctx) => listProducts(ctx, workspace, { limit: LIMIT_MAX }));
  const isFiltered = Boolean(state || input.search || input.product || input.application);
  return (
    <ConsolePage title="Subscriptions" description="Who may call what: every application's plans, in every state.">
      <FilterBar
        searchLabel="Application, person, product"
        filters={[
          {
            key: "state",
            label: "State",
            options: subscriptionState.options.map((value) => ({ value, label: value })),
          },
          {
            key: "product",
            label: "Product",
            options: products.items.map(({ slug, name }) => ({ value: slug, label: name })),
          },
          ...(input.application && items[0]
            ? [
                {
                  key: "application",
                  label: "Application",
                  options: [{ value: input.application, label: items[0].application.name }],
                },
              ]
            : []),
        ]}
      />
      <div className="mt-3.5">
        <SubscriptionTable
          workspace={workspace}
          caption="Subscriptions"
          subscriptions={items}
          empty={
            <EmptyState title={isFiltered ? "No subscription fits" : "Nobody has subscribed yet"}>
              {isFiltered
                ? "Search for other words, or clear the filters."
                : "Publish a product; developers find it in the portal and ask for a plan."}
            </EmptyState>
          }
        />
      </div>
      <CursorPager
        nextCursor={nextCursor}
        shown={`${items.length} ${items.length === 1 ? "subscription" : "subscriptions"}`}
      />
    </ConsolePage>
  );
}
