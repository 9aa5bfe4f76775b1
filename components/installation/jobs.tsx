"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { jobsQuery } from "#lib/client/installation.ts";
import { RefusedError } from "#lib/client/send.ts";
import type { JobsView } from "#lib/jobs/view.ts";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plainNumber } from "../ui/number-format.ts";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { Stat, StatRow } from "../ui/stat.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";

/** How the background work stands, looked at again every few seconds. */
export function Jobs({ initial }: { initial: JobsView }) {
  const { data, error, refetch } = useQuery(jobsQuery(initial));
  const sum = (of: "waiting" | "running" | "failed") => data.queues.reduce((total, queue) => total + queue[of], 0);
  return (
    <div className="flex flex-col gap-5">
      {error instanceof RefusedError && <ProblemBanner problem={error.problem} onRetry={() => void refetch()} />}
      <StatRow>
        <Stat label="Waiting" value={plainNumber(sum("waiting"))} unit="jobs" />
        <Stat label="Running" value={plainNumber(sum("running"))} unit="jobs" />
        <Stat label="Given up in the last week" value={plainNumber(sum("failed"))} unit="jobs" />
        <Stat label="Waiting for the compiler" value={plainNumber(data.partsToBuild)} unit="parts" />
      </StatRow>
      <section>
        <h2 className="mb-3">Queues</h2>
        <Table caption="Queues" columns={queueColumns} rows={data.queues} keyOf={({ name }) => name} />
      </section>
      <section>
        <h2 className="mb-3">Given up</h2>
        {data.failures.length === 0 ? (
          <Card>
            <EmptyState title="Nothing was given up" icon={<CircleCheck />}>
              A job that fails is tried again; what fails at every try is listed here with its reason.
            </EmptyState>
          </Card>
        ) : (
          <Table
            caption="Jobs that were given up"
            columns={failureColumns}
            rows={data.failures}
            keyOf={({ id }) => id}
          />
        )}
      </section>
    </div>
  );
}

const queueColumns: Column<JobsView["queues"][number]>[] = [
  { id: "name", header: "Queue", cell: ({ name }) => <code>{name}</code> },
  {
    id: "waiting",
    header: "Waiting",
    align: "end",
    cell: ({ waiting, oldestWaitingAt }) => (
      <>
        {plainNumber(waiting)}
        {oldestWaitingAt && (
          <span className="block text-faint text-tiny">
            oldest <Time at={oldestWaitingAt} form="since" />
          </span>
        )}
      </>
    ),
  },
  { id: "running", header: "Running", align: "end", cell: ({ running }) => plainNumber(running) },
  { id: "failed", header: "Given up", align: "end", cell: ({ failed }) => plainNumber(failed) },
  { id: "done", header: "Done", align: "end", hideBelow: "sm", cell: ({ done }) => plainNumber(done) },
];

const failureColumns: Column<JobsView["failures"][number]>[] = [
  { id: "queue", header: "Queue", cell: ({ queue }) => <code>{queue}</code> },
  {
    id: "reason",
    header: "Reason",
    cell: ({ reason, attempts }) => (
      <span className="[overflow-wrap:anywhere]">
        {reason || "It gave no reason."}
        <span className="block text-faint text-tiny">after {attempts === 1 ? "1 try" : `${attempts} tries`}</span>
      </span>
    ),
  },
  { id: "at", header: "When", hideBelow: "sm", cell: ({ failedAt }) => <Time at={failedAt} form="since" /> },
];
