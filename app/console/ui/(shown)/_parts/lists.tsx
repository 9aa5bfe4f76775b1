"use client";

import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { RowLink } from "#components/ui/row-link.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { useSelection } from "#components/ui/use-selection.ts";
import { Part } from "./part.tsx";

interface Request {
  id: string;
  applicant: string;
  team: string;
  plan: string;
  reason: string;
  waited: string;
  isLate: boolean;
}

const requests: Request[] = [
  {
    id: "1",
    applicant: "Ada Kern",
    team: "Parcel Labs",
    plan: "Commerce Pro",
    reason: "Checkout for our pick-up points",
    waited: "2 d",
    isLate: true,
  },
  {
    id: "2",
    applicant: "J. Okafor",
    team: "Okafor GmbH",
    plan: "Commerce Free",
    reason: "Importing orders into our accounting",
    waited: "9 h",
    isLate: false,
  },
  {
    id: "3",
    applicant: "Li Wen",
    team: "Teahouse",
    plan: "Free → Pro",
    reason: "We reach 92 % of the quota each month",
    waited: "6 h",
    isLate: false,
  },
];

const columns: Column<Request>[] = [
  {
    id: "applicant",
    header: "Applicant",
    isSortable: true,
    cell: (request) => (
      <>
        <RowLink href={`/console/ui?open=${request.id}`}>{request.applicant}</RowLink>
        <span className="block text-faint text-tiny">{request.team}</span>
      </>
    ),
  },
  { id: "plan", header: "Wants", cell: (request) => request.plan },
  {
    id: "reason",
    header: "Why",
    hideBelow: "md",
    cell: (request) => <span className="text-small text-soft">{request.reason}</span>,
  },
  {
    id: "waited",
    header: "Waiting",
    isSortable: true,
    cell: (request) => (
      <Badge tone={request.isLate ? "warn" : "neutral"} isPlain={!request.isLate}>
        {request.waited}
      </Badge>
    ),
  },
];

const filters = [
  {
    key: "plan",
    label: "Plan",
    options: [
      { value: "free", label: "Free" },
      { value: "pro", label: "Pro" },
    ],
  },
];

export function Lists() {
  const selection = useSelection();
  const count = selection.keys.size;
  const waiting = (
    <Table
      caption="Requests that wait"
      columns={columns}
      rows={requests}
      keyOf={({ id }) => id}
      sort={{ by: "waited", direction: "desc" }}
      selection={{ of: selection, labelOf: ({ applicant }) => `the request of ${applicant}` }}
    />
  );
  const decided = (
    <Table
      caption="Requests that are decided"
      columns={columns}
      rows={[]}
      keyOf={({ id }) => id}
      empty={<EmptyState title="Nothing is decided yet">What you approve or reject is listed here.</EmptyState>}
    />
  );
  return (
    <Part title="Lists">
      <FilterBar searchLabel="Applicant, API, product" filters={filters} />
      <Tabs
        label="Requests"
        tabs={[
          { value: "waiting", label: "Waiting", count: 3, content: waiting },
          { value: "decided", label: "Decided", content: decided },
        ]}
        actions={
          count > 0 && (
            <>
              <span>{count} selected</span>
              <Button size="small">Reject…</Button>
              <Button size="small" variant="primary">
                Approve {count}
              </Button>
            </>
          )
        }
      />
      <TabLinks
        label="Pages of one thing"
        links={[
          { href: "/console/ui", label: "Primitives" },
          { href: "/console/ui/portal", label: "Portal's frame", count: 1 },
        ]}
      />
      <CursorPager nextCursor="WyIyMDI2Il0" shown="3 requests" />
    </Part>
  );
}
