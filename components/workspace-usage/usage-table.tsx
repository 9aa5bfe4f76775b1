"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { UsageRowView } from "#lib/analytics/view.ts";
import { type UsageDimension, usageDimensions } from "#lib/client/workspace-usage.ts";
import { compactNumber, plainNumber } from "../ui/number-format.ts";
import { type Column, Table } from "../ui/table.tsx";
import { bytesInWords, shareInWords } from "./points.ts";

interface UsageTableProps {
  workspace: string;
  by: UsageDimension;
  rows: UsageRowView[];
  /** All calls, of which each row is a part. */
  calls: number;
}

export function UsageTable({ workspace, by, rows, calls }: UsageTableProps) {
  const largest = [...rows].sort((a, b) => b.calls - a.calls).slice(0, ROWS_SHOWN);
  const columns: Column<UsageRowView>[] = [
    { id: "name", header: usageDimensions[by], cell: (row) => nameOf(workspace, by, row) },
    {
      id: "calls",
      header: "Calls",
      align: "end",
      cell: (row) => <span title={plainNumber(row.calls)}>{compactNumber(row.calls)}</span>,
    },
    { id: "share", header: "Share", align: "end", hideBelow: "md", cell: (row) => shareInWords(row.calls, calls) },
    { id: "errors", header: "Errors", align: "end", cell: (row) => shareInWords(row.errors, row.calls) },
    {
      id: "latency",
      header: "p50 / p95",
      align: "end",
      hideBelow: "md",
      cell: ({ latencyMs }) => (latencyMs ? `${inMs(latencyMs.p50)} / ${inMs(latencyMs.p95)}` : "–"),
    },
    { id: "sent", header: "Sent", align: "end", hideBelow: "lg", cell: (row) => bytesInWords(row.bytesOut) },
  ];
  return (
    <div>
      <Table caption={`Calls by ${usageDimensions[by].toLowerCase()}`} columns={columns} rows={largest} keyOf={keyOf} />
      {rows.length > ROWS_SHOWN && (
        <p className="pt-3 text-faint text-tiny">
          The {ROWS_SHOWN} with the most calls of {rows.length}. Choose an API to see fewer.
        </p>
      )}
    </div>
  );
}

const ROWS_SHOWN = 50;

function nameOf(workspace: string, by: UsageDimension, row: UsageRowView): ReactNode {
  const { api, subscription, application } = row;
  if (by === "status") return row.status;
  if (by === "operation") return row.operation ?? "No operation";
  if (by === "api") {
    return api ? <Name href={`/console/${workspace}/apis/${api.slug}`}>{api.name}</Name> : "No API";
  }
  if (!subscription) return "Without a subscription";
  return (
    <>
      <Name href={`/console/${workspace}/subscriptions/${subscription.id}`}>
        {application?.name ?? "An application that is gone"}
      </Name>
      <span className="block text-faint text-tiny">
        {subscription.product} {subscription.plan}
      </span>
    </>
  );
}

function Name({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="wrap-anywhere font-[550] hover:underline">
      {children}
    </Link>
  );
}

function keyOf({ api, subscription, operation, status }: UsageRowView): string {
  return [api?.id, subscription?.id, operation, status].join(" ");
}

function inMs(ms: number): string {
  return `${plainNumber(Math.round(ms * 10) / 10)} ms`;
}
