import type { ReactNode } from "react";
import type { SubscriptionView } from "#lib/subscriptions/view.ts";
import { limitsInWords } from "../console/limits.ts";
import { StateBadge } from "../console/state-badge.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";

interface SubscriptionTableProps {
  workspace: string;
  caption: string;
  subscriptions: SubscriptionView[];
  /** Who decided and what they said, in place of when it was asked for. */
  hasDecisions?: boolean | undefined;
  empty: ReactNode;
}

export function SubscriptionTable({ workspace, caption, subscriptions, hasDecisions, empty }: SubscriptionTableProps) {
  const columns: Column<SubscriptionView>[] = [
    {
      id: "application",
      header: "Application",
      cell: ({ id, application, team, applicant }) => (
        <>
          <RowLink href={`/console/${workspace}/subscriptions/${id}`}>{application.name}</RowLink>
          <span className="block text-faint text-tiny">
            {team.isPersonal ? (applicant?.name ?? team.name) : team.name}
          </span>
        </>
      ),
    },
    {
      id: "plan",
      header: "Plan",
      cell: ({ product, plan }) => (
        <>
          {product.name} {plan.name}
          <span className="block text-faint text-tiny">{limitsInWords(plan)}</span>
        </>
      ),
    },
    { id: "state", header: "State", width: "7.5rem", cell: ({ state }) => <StateBadge state={state} /> },
    hasDecisions ? decision : dates,
  ];
  return <Table caption={caption} columns={columns} rows={subscriptions} keyOf={({ id }) => id} empty={empty} />;
}

const decision: Column<SubscriptionView> = {
  id: "decision",
  header: "Decision",
  hideBelow: "md",
  cell: ({ decidedAt, decidedBy, decisionNote }) => (
    <span className="text-small">
      {decidedBy?.name ?? "Automation"} {decidedAt && <Time at={decidedAt} form="since" />}
      {decisionNote && <span className="line-clamp-1 wrap-anywhere text-faint text-tiny">{decisionNote}</span>}
    </span>
  ),
};

const dates: Column<SubscriptionView> = {
  id: "dates",
  header: "Asked for",
  hideBelow: "md",
  cell: ({ requestedAt, endsAt }) => (
    <span className="text-small">
      <Time at={requestedAt} form="since" />
      {endsAt && (
        <span className="block text-faint text-tiny">
          ends <Time at={endsAt} form="day" />
        </span>
      )}
    </span>
  ),
};
