"use client";

import { useQuery } from "@tanstack/react-query";
import {
  type UsagePicture as Picture,
  type UsageFilter,
  usageRanges,
  workspaceUsageQuery,
} from "#lib/client/workspace-usage.ts";
import { Card } from "../ui/card.tsx";
import { Chart } from "../ui/chart.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { compactNumber } from "../ui/number-format.ts";
import { Stat, StatRow } from "../ui/stat.tsx";
import { bytesInWords, shareInWords, toPoints } from "./points.ts";
import { UsageTable } from "./usage-table.tsx";

interface UsagePictureProps {
  workspace: string;
  filter: UsageFilter;
  initial: Picture;
}

/** Figures, trend and breakdown of a workspace's calls, kept up to date while the page is open. */
export function UsagePicture({ workspace, filter, initial }: UsagePictureProps) {
  const { data } = useQuery(workspaceUsageQuery(workspace, filter, initial));
  const { totals } = data.trend;
  const { interval, label } = usageRanges[filter.range];
  return (
    <div className="flex flex-col gap-5">
      <StatRow>
        <Stat label="Calls" value={compactNumber(totals.calls)} note={demoNote(totals)} />
        <Stat
          label="Errors"
          value={shareInWords(totals.errors, totals.calls)}
          note={`${compactNumber(totals.errors)} answers of 400 and above`}
        />
        <Stat label="Sent to callers" value={bytesInWords(totals.bytesOut)} />
        <Stat label="Received from callers" value={bytesInWords(totals.bytesIn)} />
      </StatRow>
      {totals.calls === 0 ? (
        <Card>
          <EmptyState title="No calls in this time">
            Choose a longer range, or call an API of this workspace through a gateway: it counts within seconds.
          </EmptyState>
        </Card>
      ) : (
        <>
          <Card>
            <Chart
              title={`Traffic, ${label.toLowerCase()},`}
              unit={`calls per ${interval}`}
              interval={interval}
              form="bar"
              points={toPoints(data.trend)}
              series={[
                { key: "answered", label: "Answered", tone: "accent" },
                { key: "errors", label: "Errors", tone: "bad" },
              ]}
            />
          </Card>
          <UsageTable workspace={workspace} by={filter.by} rows={data.parts.rows} calls={data.parts.totals.calls} />
        </>
      )}
    </div>
  );
}

function demoNote({ calls, demoCalls }: Picture["trend"]["totals"]) {
  if (demoCalls === 0) return "through all gateways";
  return demoCalls === calls ? "all made up for the demo" : `${compactNumber(demoCalls)} of them made up for the demo`;
}
