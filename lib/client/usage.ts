import { queryOptions } from "@tanstack/react-query";
import type { UsageView } from "../analytics/view.ts";
import { queryString } from "./query.ts";
import { accepted, send } from "./send.ts";

const HOUR_MS = 3_600_000;
const intervalMs = { minute: 60_000, hour: HOUR_MS, day: 24 * HOUR_MS };

/** The times that are offered, each in intervals that a chart can show. */
export const usageRanges = {
  "1h": { label: "Last hour", interval: "minute", lengthMs: HOUR_MS, everyMs: 10_000 },
  "24h": { label: "Last 24 hours", interval: "hour", lengthMs: 24 * HOUR_MS, everyMs: 30_000 },
  "7d": { label: "Last 7 days", interval: "hour", lengthMs: 7 * 24 * HOUR_MS, everyMs: 60_000 },
  "30d": { label: "Last 30 days", interval: "day", lengthMs: 30 * 24 * HOUR_MS, everyMs: 60_000 },
  "90d": { label: "Last 90 days", interval: "day", lengthMs: 90 * 24 * HOUR_MS, everyMs: 60_000 },
} as const;

export type UsageRange = keyof typeof usageRanges;

export const usageDimensions = ["api", "operation", "status", "application"] as const;
export type UsageDimension = (typeof usageDimensions)[number];

export interface UsageFilter {
  range: UsageRange;
  by: UsageDimension;
  application?: string | undefined;
  subscription?: string | undefined;
}

export interface UsageFigures {
  /** By interval and status. */
  course: UsageView;
  /** Over the whole time, by the dimension that was chosen. */
  parts: UsageView;
}

/** What is asked for; the page on the server asks the same. */
export function usageQuestions({ range, by, application, subscription }: UsageFilter, nowMs: number) {
  const { interval, lengthMs } = usageRanges[range];
  // Both questions begin with a whole interval, or the chart and the table under it would count different calls.
  const fromMs = Math.floor((nowMs - lengthMs) / intervalMs[interval]) * intervalMs[interval];
  const shared = { from: new Date(fromMs).toISOString(), application, subscription };
  // An operation's name says nothing without its API.
  const groupBy: ("api" | UsageDimension)[] = by === "operation" ? ["api", "operation"] : [by];
  return {
    course: { ...shared, interval, groupBy: ["status" as const] },
    parts: { ...shared, interval: "total" as const, groupBy },
  };
}

export function usageQuery(filter: UsageFilter, initial: UsageFigures) {
  return queryOptions({
    queryKey: ["usage", filter],
    queryFn: ({ signal }) => readUsage(filter, signal),
    initialData: initial,
    refetchInterval: usageRanges[filter.range].everyMs,
  });
}

async function readUsage(filter: UsageFilter, signal: AbortSignal): Promise<UsageFigures> {
  const { course, parts } = usageQuestions(filter, Date.now());
  const read = async (question: typeof course | typeof parts) =>
    accepted(
      await send(`/api/v1/usage${queryString(question)}`, {
        signal,
        answers: async () => (await import("../analytics/view.ts")).usageView,
      }),
    );
  const [first, second] = await Promise.all([read(course), read(parts)]);
  return { course: first, parts: second };
}
