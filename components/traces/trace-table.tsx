import type { ApiPlace } from "#lib/client/apis.ts";
import type { TraceView } from "#lib/traces/view.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { MethodChip } from "../ui/method-chip.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import { duration } from "./duration.ts";
import { StatusBadge } from "./status-badge.tsx";

export function TraceTable({ place: { workspace, api }, traces }: { place: ApiPlace; traces: TraceView[] }) {
  const columns: Column<TraceView>[] = [
    {
      id: "call",
      header: "Call",
      cell: ({ id, method, path }) => (
        <span className="flex min-w-40 items-center gap-2">
          <MethodChip method={method} size="small" />
          <RowLink href={consolePaths.trace(workspace, api, id)}>
            <code className="wrap-anywhere">{path}</code>
          </RowLink>
        </span>
      ),
    },
    { id: "status", header: "Status", cell: ({ status }) => <StatusBadge status={status} /> },
    { id: "took", header: "Took", align: "end", cell: ({ durationMs }) => duration(durationMs) },
    { id: "gateway", header: "Gateway", hideBelow: "md", cell: ({ gateway }) => gateway },
    { id: "at", header: "When", hideBelow: "sm", cell: ({ at }) => <Time at={at} form="since" /> },
  ];
  return (
    <Table
      caption="Traced calls"
      columns={columns}
      rows={traces}
      keyOf={({ id }) => id}
      empty={
        <EmptyState title="Nothing traced yet">
          Make a token and call the API with it. What the gateway did then stands here within seconds.
        </EmptyState>
      }
    />
  );
}
