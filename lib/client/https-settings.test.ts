import { expect, test } from "vitest";
import { httpsRules } from "../contract/https.ts";
import { mayReach, toHttpsRules, toHttpsSettings } from "./https-settings.ts";

test.each([
  { mode: "optional", hsts: null },
  { mode: "redirect", hsts: { maxAgeSeconds: 5, includeSubDomains: false, preload: false } },
  { mode: "required", hsts: { maxAgeSeconds: 31_536_000, includeSubDomains: true, preload: false } },
  { mode: "required", hsts: { maxAgeSeconds: 63_072_000, includeSubDomains: true, preload: true } },
])("%j comes back from the form as it was", (written) => {
  const rules = httpsRules.parse(written);
  const settings = toHttpsSettings(rules);
  expect([toHttpsRules(settings), mayReach(settings)]).toEqual([rules, true]);
});

test("lists of browsers are for a year and more", () => {
  expect(mayReach({ httpsMode: "required", hstsSeconds: "86400", hstsReach: "preload" })).toBe(false);
});
