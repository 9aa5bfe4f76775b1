import { queryOptions } from "@tanstack/react-query";
import type { UsageView } from "../analytics/view.ts";
import { queryString } from "./query.ts";
import { accepted, send } from "./send.ts";
import { workspacePath } from "./workspace-path.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const REFRESH_EVERY_MS = 30_000;

/** How far back, and how finely drawn. */
export const usageRanges = {
  "1h": { label: "Last hour", ms: HOUR_MS, interval: "minute" },
  "24h": { label: "24 hours", ms: DAY_MS, interval: "hour" },
  "7d": { label: "7 days", ms: 7 * DAY_MS, interval: "hour" },
  "30d": { label: "30 days", ms: 30 * DAY_MS, interval: "day" },
  "90d": { label: "90 days", ms: 90 * DAY_MS, interval: "day" },
} as const;

export type UsageRange = keyof typeof usageRanges;

/** By what the table under the chart is broken down. */
export const usageDimensions = {
  api: "API",
  subscription: "Subscription",
  operation: "Operation",
  status: "Status",
} as const;

export type UsageDimension = keyof typeof usageDimensions;

export interface UsageFilter {
  range: UsageRange;
  by: UsageDimension;
  api: string | undefined;
}

export interface UsagePicture {
  trend: UsageView;
  parts: UsageView;
}

/** What the API is asked for the chart and for the table, as seen from `now`. */
export function usageQueries({ range, by, api }: UsageFilter, now: Date) {
  const { ms, interval } = usageRanges[range];
  const from = new Date(now.getTime() - ms).toISOString();
  const groupBy = by === "subscription" ? (["application", "subscription"] as const) : [by];
  return { trend: { from, interval, api }, parts: { from, interval: "total" as const, groupBy: [...groupBy], api } };
}

export function workspaceUsageQuery(workspace: string, filter: UsageFilter, initial: UsagePicture) {
  return queryOptions({
    queryKey: ["workspaces", workspace, "usage", filter],
    queryFn: async ({ signal }): Promise<UsagePicture> => {
      const { trend, parts } = usageQueries(filter, new Date());
      const [first, second] = await Promise.all(
        [trend, parts].map((query) =>
          send(`${workspacePath(workspace, "usage")}${queryString(query)}`, {
            signal,
            answers: async () => (await import("../analytics/view.ts")).usageView,
          }),
        ),
      );
      if (!first || !second) throw new Error("two calls give two answers");
      return { trend: accepted(first), parts: accepted(second) };
    },
    initialData: initial,
    refetchInterval: REFRESH_EVERY_MS,
  });
}
