import { expect, test } from "vitest";
import { slugOf } from "./slug.ts";

test.each([
  ["Payment API 2.0", "payment-api-2-0"],
  ["  Über-Straße ", "uber-stra-e"],
  ["日本語", ""],
  ["<script>alert(1)</script>", "script-alert-1-script"],
  ["a".repeat(200), "a".repeat(63)],
])("the name %j makes the slug %j", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
