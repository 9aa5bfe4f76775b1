import { expect, test } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

/** Test exchanges are received at this moment. */
const NOW = 1_800_000_000_000;
const at = (offsetMs: number) => new Date(NOW + offsetMs).toISOString();
const config = { "deprecated-at": "2026-01-01T00:00:00Z", "sunset-at": at(3_600_000), successor: "/orders/v2" };

test("every answer says since when and until when, as the RFCs spell it", () => {
  const exchange = testExchange();
  expect(compilePolicy("deprecation", config)(exchange)).toBeUndefined();
  expect(exchange.answerHeaders).toEqual({ deprecation: "@1767225600", sunset: "Fri, 15 Jan 2027 09:00:00 GMT" });
});

test.each(["outbound", "onError"] as const)(
  "in %s, the link to the successor joins those of the backend",
  (section) => {
    const exchange = testExchange({ response: { status: 200, headers: { link: '</orders?page=2>; rel="next"' } } });
    compilePolicy("deprecation", config, section)(exchange);
    expect(exchange.response?.headers.getAll("link")).toEqual([
      '</orders?page=2>; rel="next"',
      '</orders/v2>; rel="successor-version"',
    ]);
  },
);

test.each([
  ["before the sunset", "gone", 1, undefined],
  ["at the sunset", "gone", 0, "version-retired"],
  ["after the sunset of a version that stays", "serve", -1_000, undefined],
])("%s (%s), a call is answered accordingly", (_, afterSunset, offsetMs, problem) => {
  const exchange = testExchange();
  const outcome = compilePolicy("deprecation", {
    ...config,
    "sunset-at": at(offsetMs),
    "after-sunset": afterSunset,
  })(exchange);
  expect(outcome && "problem" in outcome ? outcome.problem : undefined).toBe(problem);
  expect(exchange.answerHeaders).toHaveProperty("sunset");
});

test.each([
  ["before it", 1, 10, undefined],
  ["at its begin", 0, 9_500, 10],
  ["just before its end", -10, 1, 1],
  ["at its end", -10, 0, undefined],
])("a brown-out refuses calls for as long as it was announced: %s", (_, from, until, retryAfterSeconds) => {
  const brownouts = [{ from: at(from), until: at(until) }];
  const outcome = compilePolicy("deprecation", { ...config, brownouts })(testExchange());
  expect(outcome && "problem" in outcome ? outcome.retryAfterSeconds : undefined).toBe(retryAfterSeconds);
});
