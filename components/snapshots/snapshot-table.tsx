import { Layers } from "lucide-react";
import type { SnapshotView } from "#lib/publishing/view.ts";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import { Cause } from "./cause.tsx";

interface SnapshotTableProps {
  snapshots: SnapshotView[];
  /** The newest generation of the group. */
  newest: number | null;
}

export function SnapshotTable({ snapshots, newest }: SnapshotTableProps) {
  return (
    <Table
      caption="Snapshots"
      columns={columnsOf(newest)}
      rows={snapshots}
      keyOf={({ generation }) => String(generation)}
      empty={
        <EmptyState title="No snapshot yet" icon={<Layers />}>
          The first one is built as soon as the worker runs. Each change that gateways must know of makes another one.
        </EmptyState>
      }
    />
  );
}

function columnsOf(newest: number | null): Column<SnapshotView>[] {
  return [
    {
      id: "generation",
      header: "Generation",
      width: "10rem",
      cell: ({ group, generation }) => (
        <span className="flex flex-wrap items-center gap-2">
          <RowLink href={`/console/installation/snapshots/${group}/${generation}`}>{generation}</RowLink>
          {generation === newest && <Badge tone="good">newest</Badge>}
        </span>
      ),
    },
    { id: "cause", header: "What changed, and by whom", cell: (snapshot) => <Cause snapshot={snapshot} /> },
    { id: "built", header: "Built", hideBelow: "sm", width: "11rem", cell: ({ builtAt }) => <Time at={builtAt} /> },
  ];
}
