import { expect, test } from "vitest";
import { usageQuestions, usageRanges } from "./usage.ts";

const NOW_MS = Date.parse("2026-11-20T13:31:42.500Z");

test.each([
  ["1h", "2026-11-20T12:31:00.000Z"],
  ["24h", "2026-11-19T13:00:00.000Z"],
  ["30d", "2026-10-21T00:00:00.000Z"],
] as const)("the chart and the table of %s begin with the same whole interval", (range, from) => {
  const { course, parts } = usageQuestions({ range, by: "api" }, NOW_MS);
  expect([course.from, parts.from]).toEqual([from, from]);
  expect(course.interval).toBe(usageRanges[range].interval);
});
