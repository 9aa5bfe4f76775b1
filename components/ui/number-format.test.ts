import { expect, it } from "vitest";
import { compactNumber } from "./number-format.ts";

it.each([
  [0, "0"],
  [9_999, "9,999"],
  [12_345, "12.3 k"],
  [412_000, "412 k"],
  [2_000_000, "2 M"],
  [-3_400_000_000, "-3.4 G"],
  [0.256, "0.26"],
])("writes %d as %s", (value, text) => {
  expect(compactNumber(value)).toBe(text);
});
