import { expect, test } from "vitest";
import { declaredHttps } from "./https.ts";

const off = { includeSubDomains: false, preload: false };

test.each([
  ["required", { mode: "required", hsts: null }],
  [{ mode: "redirect" }, { mode: "redirect", hsts: null }],
  [
    { mode: "required", hsts: { maxAge: "365d", includeSubDomains: true } },
    { mode: "required", hsts: { maxAgeSeconds: 31_536_000, includeSubDomains: true, preload: false } },
  ],
  [
    { mode: "optional", hsts: { maxAge: "1500ms" } },
    { mode: "optional", hsts: { maxAgeSeconds: 1, ...off } },
  ],
])("%j is what the compiler takes", (written, rules) => {
  expect(declaredHttps.parse(written)).toEqual(rules);
});

test.each([
  "never",
  { hsts: { maxAge: "1d" } },
  { mode: "required", hsts: { maxAge: "a year" } },
  { mode: "required", hsts: { maxAge: "30d", includeSubDomains: true, preload: true } },
  { mode: "required", hsts: { maxAge: "400d", preload: true } },
])("%j is refused", (written) => {
  expect(declaredHttps.safeParse(written).success).toBe(false);
});
