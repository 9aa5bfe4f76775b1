import { expect, test } from "vitest";
import { duration, formatDuration, formatSize, parseDuration, parseSize, size } from "./units.ts";

test.each([
  ["500ms", 500],
  ["60s", 60_000],
  ["5m", 300_000],
  ["1h", 3_600_000],
  ["30d", 2_592_000_000],
])("%s is %d milliseconds", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([
  ["0B", 0],
  ["64KiB", 65_536],
  ["1MiB", 1_048_576],
  ["2GiB", 2_147_483_648],
])("%s is %d bytes", (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each(["", "5", "s", "-1s", "1.5s", "1 s", "1S", "1w", "9999999999s"])("%o is no duration", (text) => {
  expect(duration.safeParse(text).success).toBe(false);
});

test.each(["", "5", "KiB", "-1B", "1.5MiB", "1MB", "1kib"])("%o is no size", (text) => {
  expect(size.safeParse(text).success).toBe(false);
});

test.each(["0ms", "500ms", "61s", "5m", "25h", "30d"])("%s reads back as it was written", (text) => {
  expect(formatDuration(parseDuration(text) ?? Number.NaN)).toBe(text);
});

test.each(["0B", "1536B", "65KiB", "1MiB", "3GiB"])("%s reads back as it was written", (text) => {
  expect(formatSize(parseSize(text) ?? Number.NaN)).toBe(text);
});

test("a duration is shown in the largest unit that holds it", () => {
  expect(formatDuration(60_000)).toBe("1m");
});
