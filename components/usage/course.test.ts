import { expect, test } from "vitest";
import type { UsageView } from "#lib/analytics/view.ts";
import { courseOf } from "./course.ts";

const counts = { calls: 0, errors: 0, bytesIn: 0, bytesOut: 0, demoCalls: 0 };

test("every interval is there, and each call stands where it ended", () => {
  const usage: UsageView = {
    from: "2026-11-20T10:00:00.000Z",
    to: "2026-11-20T12:30:00.000Z",
    interval: "hour",
    groupBy: ["status"],
    totals: counts,
    rows: [
      { ...counts, at: "2026-11-20T10:00:00.000Z", status: 200, calls: 3, latencyMs: null },
      { ...counts, at: "2026-11-20T10:00:00.000Z", status: 304, calls: 1, latencyMs: null },
      { ...counts, at: "2026-11-20T10:00:00.000Z", status: 429, calls: 2, latencyMs: null },
      { ...counts, at: "2026-11-20T12:00:00.000Z", status: 502, calls: 5, latencyMs: null },
    ],
  };
  expect(courseOf(usage, "hour")).toEqual([
    { at: "2026-11-20T10:00:00.000Z", good: 4, refused: 2, failed: 0 },
    { at: "2026-11-20T11:00:00.000Z", good: 0, refused: 0, failed: 0 },
    { at: "2026-11-20T12:00:00.000Z", good: 0, refused: 0, failed: 5 },
  ]);
});
