import { expect, test } from "vitest";
import { duration, parseDuration, parseSize, size } from "./units.ts";

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
