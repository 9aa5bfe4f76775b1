import { Ticket } from "lucide-react";
import { applicationPath, subscriptionPath } from "#lib/client/account-paths.ts";
import { PRODUCTS_PATH } from "#lib/client/portal-paths.ts";
import type { SubscriptionView } from "#lib/subscriptions/view.ts";
import { StateBadge } from "../console/state-badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";

interface SubscriptionTableProps {
  subscriptions: SubscriptionView[];
  /** Names the application of each, where they are of several. */
  hasApplications?: boolean | undefined;
  emptyText: string;
}

export function SubscriptionTable({ subscriptions, hasApplications = false, emptyText }: SubscriptionTableProps) {
  return (
    <Table
      caption="Subscriptions"
      columns={hasApplications ? columns : columns.filter(({ id }) => id !== "application")}
      rows={subscriptions}
      keyOf={({ id }) => id}
      empty={
        <EmptyState
          icon={<Ticket />}
          title={emptyText}
          action={<ButtonLink href={PRODUCTS_PATH}>Look at the products</ButtonLink>}
        >
          A subscription to a product's plan opens its APIs: choose a plan, and make a key.
        </EmptyState>
      }
    />
  );
}

const columns: Column<SubscriptionView>[] = [
  {
    id: "product",
    header: "Product and plan",
    cell: ({ id, product, plan }) => (
      <>
        <RowLink href={subscriptionPath(id)}>
          {product.name} · {plan.name}
        </RowLink>
        <p className="line-clamp-1 text-small text-soft">{product.apis.map(({ name }) => name).join(", ")}</p>
      </>
    ),
  },
  {
    id: "application",
    header: "Application",
    hideBelow: "sm",
    cell: ({ application }) => (
      <ButtonLink variant="quiet" size="small" href={applicationPath(application.id)} className="relative -ml-2.5">
        <span className="max-w-48 truncate">{application.name}</span>
      </ButtonLink>
    ),
  },
  { id: "state", header: "State", cell: ({ state }) => <StateBadge state={state} /> },
  {
    id: "requested",
    header: "Asked for",
    hideBelow: "md",
    cell: ({ requestedAt }) => <Time at={requestedAt} form="day" />,
  },
  {
    id: "ends",
    header: "Ends",
    hideBelow: "lg",
    cell: ({ endsAt }) => (endsAt ? <Time at={endsAt} form="day" /> : <span className="text-faint">never</span>),
  },
];
