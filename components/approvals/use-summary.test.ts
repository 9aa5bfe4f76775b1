import { expect, test } from "vitest";
import { summariseUse } from "./use-summary.ts";

test("days without calls are zero, and what a limit stopped is counted", () => {
  const rows = [
    { at: "2026-11-01T00:00:00.000Z", status: 200, calls: 5 },
    { at: "2026-11-01T00:00:00.000Z", status: 429, calls: 2 },
    { at: "2026-11-03T00:00:00.000Z", status: 500, calls: 1 },
  ];
  const usage = {
    from: "2026-11-01T00:00:00.000Z",
    to: "2026-11-04T08:00:00.000Z",
    totals: { calls: 8, errors: 3 },
    rows,
  };
  expect(summariseUse(usage)).toEqual({ calls: 8, errors: 3, limited: 2, days: [7, 0, 1, 0] });
});
