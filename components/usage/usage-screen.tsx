"use client";

import { useQuery } from "@tanstack/react-query";
import { LineChart } from "lucide-react";
import { PRODUCTS_PATH } from "#lib/client/portal-paths.ts";
import { RefusedError } from "#lib/client/send.ts";
import { type UsageFigures, type UsageFilter, usageQuery, usageRanges } from "#lib/client/usage.ts";
import { Banner } from "../ui/banner.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Chart, type Series } from "../ui/chart.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plainNumber } from "../ui/number-format.ts";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { Stat, StatRow } from "../ui/stat.tsx";
import { bytesInWords, shareInWords } from "../workspace-usage/points.ts";
import { courseOf } from "./course.ts";
import { UsageTable } from "./usage-table.tsx";

/** The reader's own calls, kept fresh. What could not be read again leaves what was read before. */
export function UsageScreen({ filter, initial }: { filter: UsageFilter; initial: UsageFigures }) {
  const { data, error, refetch } = useQuery(usageQuery(filter, initial));
  const { interval, label } = usageRanges[filter.range];
  const { totals } = data.course;
  return (
    <div className="flex flex-col gap-5">
      {error instanceof RefusedError && <ProblemBanner problem={error.problem} onRetry={() => void refetch()} />}
      {totals.demoCalls > 0 && (
        <Banner title="Partly made up">
          {plainNumber(totals.demoCalls)} of these calls come with the demo, so that there is something to look at.
        </Banner>
      )}
      <StatRow>
        <Stat label="Calls" value={plainNumber(totals.calls)} note={label} />
        <Stat
          label="Errors"
          value={shareInWords(totals.errors, totals.calls)}
          note={`${plainNumber(totals.errors)} answers of status 400 and above`}
        />
        <Stat label="Received" value={bytesInWords(totals.bytesOut)} note={`${bytesInWords(totals.bytesIn)} sent`} />
      </StatRow>
      {totals.calls === 0 ? (
        <Card>
          <EmptyState
            icon={<LineChart />}
            title="No calls in this time"
            action={<ButtonLink href={PRODUCTS_PATH}>Find a product</ButtonLink>}
          >
            Look at a longer time, or send a first call: a subscription's page has one to paste.
          </EmptyState>
        </Card>
      ) : (
        <>
          <Card>
            <Chart
              title={`Calls, ${label.toLowerCase()}`}
              unit={`calls per ${interval}`}
              points={courseOf(data.course, interval)}
              series={series}
              interval={interval}
              form="bar"
            />
          </Card>
          <UsageTable rows={data.parts.rows} by={filter.by} />
        </>
      )}
    </div>
  );
}

const series: Series[] = [
  { key: "good", label: "Answered", tone: "accent" },
  { key: "refused", label: "Refused (4xx)", tone: "warn" },
  { key: "failed", label: "Failed (5xx)", tone: "bad" },
];
