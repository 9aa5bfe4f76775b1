import { expect, test } from "vitest";
import { answerTo } from "./answer-to.ts";
import { step } from "./sample-parts.ts";

const HOUR_MS = 3_600_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

function deprecated(config: Record<string, unknown>) {
  const whole = { "deprecated-at": "2026-01-01T00:00:00Z", successor: "/orders/v2", ...config };
  const at = (section: string) => [step("deprecation", whole, `orders/v1/${section}/deprecation`)];
  return { document: { inbound: at("inbound"), outbound: at("outbound"), onError: at("on-error") } };
}

test("a deprecated version is served, and each answer says what comes", async () => {
  const { response, backend } = await answerTo(deprecated({ "sunset-at": "2126-01-01T00:00:00Z" }));
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    deprecation: "@1767225600",
    sunset: "Tue, 01 Jan 2126 00:00:00 GMT",
    link: '</orders/v2>; rel="successor-version"',
  });
  expect(backend.requests).toHaveLength(1);
});

test("after its end a version that is gone refuses everybody, with or without a key, and says where to go", async () => {
  const options = deprecated({ "sunset-at": fromNow(-HOUR_MS), "after-sunset": "gone" });
  const { response, code, backend } = await answerTo(options, {});
  expect([response.status, code]).toEqual([410, "version-retired"]);
  expect(response.headers.get("link")).toBe('</orders/v2>; rel="successor-version"');
  expect(response.headers.get("deprecation")).toBe("@1767225600");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(backend.requests).toEqual([]);
});

test("a brown-out refuses while it lasts, and says until when", async () => {
  const brownouts = [{ from: fromNow(-HOUR_MS), until: fromNow(HOUR_MS) }];
  const { response, code } = await answerTo(deprecated({ brownouts }));
  expect([response.status, code]).toEqual([410, "version-retired"]);
  const seconds = Number(response.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(3_000);
  expect(seconds).toBeLessThanOrEqual(3_600);
});
