import type { ReactNode } from "react";
import type { DeveloperView } from "#lib/developers/view.ts";
import { Badge } from "../ui/badge.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";

interface DeveloperTableProps {
  workspace: string;
  developers: DeveloperView[];
  empty: ReactNode;
}

export function DeveloperTable({ workspace, developers, empty }: DeveloperTableProps) {
  const columns: Column<DeveloperView>[] = [
    {
      id: "name",
      header: "Team",
      cell: ({ id, name, isPersonal, members }) => (
        <>
          <RowLink href={`/console/${workspace}/developers/${id}`}>{name}</RowLink>
          <span className="block text-faint text-tiny">
            {isPersonal ? "one person" : `${members} ${members === 1 ? "member" : "members"}`}
          </span>
        </>
      ),
    },
    {
      id: "applications",
      header: "Applications",
      hideBelow: "md",
      cell: ({ applications }) => (
        <span className="line-clamp-2 wrap-anywhere text-small text-soft">
          {applications.map(({ name }) => name).join(", ")}
        </span>
      ),
    },
    {
      id: "active",
      header: "Active",
      align: "end",
      width: "6rem",
      cell: ({ activeSubscriptions }) => activeSubscriptions,
    },
    {
      id: "waiting",
      header: "Waiting",
      width: "6rem",
      cell: ({ waitingSubscriptions: count }) => (count === 0 ? null : <Badge tone="warn">{count}</Badge>),
    },
    {
      id: "last",
      header: "Last request",
      hideBelow: "sm",
      width: "9rem",
      cell: ({ lastRequestAt }) => <Time at={lastRequestAt} form="since" />,
    },
  ];
  return <Table caption="Teams" columns={columns} rows={developers} keyOf={({ id }) => id} empty={empty} />;
}
