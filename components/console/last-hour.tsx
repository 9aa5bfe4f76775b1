"use client";

import { useQuery } from "@tanstack/react-query";
import { type UsageFilter, type UsagePicture, workspaceUsageQuery } from "#lib/client/workspace-usage.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Chart } from "../ui/chart.tsx";
import { compactNumber } from "../ui/number-format.ts";
import { shareInWords, toPoints } from "../workspace-usage/points.ts";

interface LastHourProps {
  workspace: string;
  filter: UsageFilter;
  initial: UsagePicture;
}

/** The traffic of the last hour, kept up to date while the page is open. */
export function LastHour({ workspace, filter, initial }: LastHourProps) {
  const { data } = useQuery(workspaceUsageQuery(workspace, filter, initial));
  const { calls, errors } = data.trend.totals;
  const busiest = [...data.parts.rows].sort((a, b) => b.calls - a.calls)[0]?.api?.name;
  return (
    <Card
      title="The last hour"
      description={
        calls === 0
          ? "No calls. Whatever comes through a gateway counts within seconds."
          : `${compactNumber(calls)} calls, ${shareInWords(errors, calls)} errors${busiest ? `, most to ${busiest}` : ""}.`
      }
      actions={
        <ButtonLink size="small" href={`/console/${workspace}/usage`}>
          All usage
        </ButtonLink>
      }
    >
      <Chart
        title="Traffic"
        unit="calls per minute"
        interval="minute"
        form="bar"
        heightPixels={160}
        points={toPoints(data.trend)}
        series={[
          { key: "answered", label: "Answered", tone: "accent" },
          { key: "errors", label: "Errors", tone: "bad" },
        ]}
      />
    </Card>
  );
}
