import { expect, test } from "vitest";
import { limitsInWords } from "./limits.ts";

test.each([
  ["no limits", { rateLimit: [], quota: null }],
  ["1 call/s", { rateLimit: [{ calls: 1, renewalPeriod: "1s" }], quota: null }],
  [
    "1,000 calls/min · 2 M calls a month",
    { rateLimit: [{ calls: 1_000, renewalPeriod: "1m" }], quota: { calls: 2_000_000, renewalPeriod: "30d" } },
  ],
  ["5GiB every 3d", { rateLimit: [], quota: { bandwidth: "5GiB", renewalPeriod: "3d" } }],
])("a plan reads %s", (words, plan) => {
  expect(limitsInWords(plan)).toBe(words);
});
