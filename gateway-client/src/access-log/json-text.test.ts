import { expect, test } from "vitest";
import { jsonMs, jsonText, jsonTime } from "./json-text.ts";

test.each(["", "plain", '"quoted"', "back\\slash", "line\nbreak", "ü", "\u2028", "\x7f", "\ud800", "a b~"])(
  "%j is the JSON of it",
  (text) => {
    expect(JSON.parse(jsonText(text))).toBe(text);
  },
);

test.each([
  [0, "0"],
  [1.5, "1.500"],
  [0.0004, "0"],
  [0.0123, "0.012"],
  [12.3456, "12.346"],
  [59_999.9999, "60000"],
])("%d ms are written as %s", (ms, text) => {
  expect(jsonMs(ms)).toBe(text);
  expect(JSON.parse(text)).toBeCloseTo(ms, 3);
});

test("times are ISO 8601 over the turn of a second, also when the clock is set back", () => {
  for (const at of [1_800_000_000_007, 1_800_000_000_999, 1_800_000_001_000, 1_799_999_999_050, 0]) {
    expect(JSON.parse(jsonTime(at))).toBe(new Date(at).toISOString());
  }
});
