import type { UsageRowView } from "#lib/analytics/view.ts";
import type { UsageDimension } from "#lib/client/usage.ts";
import { Badge } from "../ui/badge.tsx";
import { plainNumber } from "../ui/number-format.ts";
import { type Column, Table } from "../ui/table.tsx";
import { bytesInWords, shareInWords } from "../workspace-usage/points.ts";

interface UsageTableProps {
  rows: UsageRowView[];
  by: UsageDimension;
}

/** The same calls in parts, the most called first. */
export function UsageTable({ rows, by }: UsageTableProps) {
  return (
    <Table
      caption={`Calls by ${by}`}
      columns={[{ id: "part", header: headers[by], cell: (row) => <Part row={row} by={by} /> }, ...figures]}
      rows={[...rows].sort((a, b) => b.calls - a.calls)}
      keyOf={(row) => `${row.api?.id} ${row.operation} ${row.status} ${row.application?.id}`}
    />
  );
}

const headers: Record<UsageDimension, string> = {
  api: "API",
  operation: "Operation",
  status: "Status",
  application: "Application",
};

function Part({ row, by }: { row: UsageRowView; by: UsageDimension }) {
  const { primary, secondary } = namesOf(row, by);
  return (
    <>
      <span className="flex flex-wrap items-center gap-2">
        <span className="break-words font-[550]">{primary}</span>
        {row.demoCalls > 0 && <Badge isPlain>{row.demoCalls === row.calls ? "demo data" : "partly demo data"}</Badge>}
      </span>
      {secondary && <span className="text-small text-soft">{secondary}</span>}
    </>
  );
}

function namesOf(row: UsageRowView, by: UsageDimension): { primary: string; secondary?: string | undefined } {
  if (by === "status") return { primary: String(row.status) };
  if (by === "application") return { primary: row.application?.name ?? "An application that is gone" };
  const api = row.api?.name ?? "An API that is gone";
  if (by === "api") return { primary: api };
  return { primary: row.operation ?? "No operation of it", secondary: api };
}

const figures: Column<UsageRowView>[] = [
  { id: "calls", header: "Calls", align: "end", cell: ({ calls }) => plainNumber(calls) },
  {
    id: "errors",
    header: "Errors",
    align: "end",
    cell: ({ errors, calls }) => (
      <span className="whitespace-nowrap" title={`${plainNumber(errors)} of ${plainNumber(calls)} calls`}>
        {shareInWords(errors, calls)}
      </span>
    ),
  },
  {
    id: "latency",
    header: "p95",
    align: "end",
    hideBelow: "sm",
    cell: ({ latencyMs }) => (latencyMs ? `${plainNumber(Math.round(latencyMs.p95))} ms` : "–"),
  },
  { id: "out", header: "Received", align: "end", hideBelow: "md", cell: ({ bytesOut }) => bytesInWords(bytesOut) },
];
