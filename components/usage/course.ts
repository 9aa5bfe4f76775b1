import type { UsageView } from "#lib/analytics/view.ts";

export interface CoursePoint extends Record<string, number | string> {
  at: string;
  good: number;
  refused: number;
  failed: number;
}

const LENGTH_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** The calls of each interval by how they ended; intervals without calls are there with zeros, so that a pause shows. */
export function courseOf(usage: UsageView, interval: keyof typeof LENGTH_MS): CoursePoint[] {
  const points = new Map<number, CoursePoint>();
  for (let at = Date.parse(usage.from); at < Date.parse(usage.to); at += LENGTH_MS[interval]) {
    points.set(at, { at: new Date(at).toISOString(), good: 0, refused: 0, failed: 0 });
  }
  for (const { at, status = 0, calls } of usage.rows) {
    const point = points.get(Date.parse(at ?? ""));
    if (point) point[outcomeOf(status)] += calls;
  }
  return [...points.values()];
}

function outcomeOf(status: number): "good" | "refused" | "failed" {
  if (status >= 500) return "failed";
  return status >= 400 ? "refused" : "good";
}
