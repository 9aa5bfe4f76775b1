import { expect, test } from "vitest";
import { bytesInWords, shareInWords, toPoints } from "./points.ts";

test("every interval has a point, those without calls are zero", () => {
  const rows = [{ at: "2026-11-20T10:01:00.000Z", calls: 7, errors: 2 }];
  const trend = { from: "2026-11-20T10:00:00.000Z", to: "2026-11-20T10:03:00.000Z", interval: "minute", rows };
  expect(toPoints(trend)).toEqual([
    { at: "2026-11-20T10:00:00.000Z", answered: 0, errors: 0 },
    { at: "2026-11-20T10:01:00.000Z", answered: 5, errors: 2 },
    { at: "2026-11-20T10:02:00.000Z", answered: 0, errors: 0 },
  ]);
});

test("the last interval counts as far as it has come", () => {
  const trend = { from: "2026-11-19T00:00:00.000Z", to: "2026-11-20T08:30:00.000Z", interval: "day", rows: [] };
  expect(toPoints(trend)).toHaveLength(2);
});

test.each([
  [0, "0 B"],
  [1023, "1,020 B"],
  [1536, "1.5 KiB"],
  [5 * 1024 ** 4 * 1024, "5,120 TiB"],
])("%i bytes read %s", (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});

test.each([
  [0, 0, "–"],
  [1, 8, "12.5 %"],
])("%i of %i read %s", (part, whole, words) => {
  expect(shareInWords(part, whole)).toBe(words);
});
