import { expect, test } from "vitest";
import { durationInWords, quotaInWords, rateLimitInWords } from "./limits-in-words.ts";

const plan = { rateLimit: [], quota: null, duration: null, approval: "auto" as const };

test.each([
  [[], "No rate limit"],
  [[{ calls: 60, renewalPeriod: "60s" }], "60 calls per minute"],
  [[{ calls: 1, renewalPeriod: "1s" }], "1 call per second"],
  [
    [
      { calls: 10, renewalPeriod: "90s" },
      { calls: 5_000, renewalPeriod: "1h" },
    ],
    "10 calls per 90 seconds, 5,000 calls per hour",
  ],
])("%j is %s", (rateLimit, words) => {
  expect(rateLimitInWords({ ...plan, rateLimit })).toBe(words);
});

test.each([
  [null, "No quota"],
  [{ calls: 10_000, renewalPeriod: "30d" }, "10,000 calls per 30 days"],
  [{ calls: 1, bandwidth: "2GiB", renewalPeriod: "24h" }, "1 call and 2GiB per day"],
])("%j is %s", (quota, words) => {
  expect(quotaInWords({ ...plan, quota })).toBe(words);
});

test.each([
  [null, "Without end"],
  ["30d", "30 days"],
  ["1d", "1 day"],
])("%s is %s", (duration, words) => {
  expect(durationInWords({ ...plan, duration })).toBe(words);
});
