import { expect, it } from "vitest";
import { parseContentRange, parseRange } from "./ranges.ts";

it.each([
  ["bytes=0-1", { first: 0, last: 1 }],
  ["bytes=1-", { first: 1, last: 9 }],
  ["bytes=-3", { first: 7, last: 9 }],
  ["bytes=-99", { first: 0, last: 9 }],
  ["bytes=5-99", { first: 5, last: 9 }],
  ["Bytes=9-9", { first: 9, last: 9 }],
  ["bytes=10-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=2-1", undefined],
  ["bytes=-", undefined],
  ["bytes=a-b", undefined],
  ["bytes=0-1,3-4", undefined],
  ["lines=0-1", undefined],
])("of ten bytes, Range: %s asks for %j", (value, range) => {
  expect(parseRange(value, 10)).toEqual(range);
});

it.each([
  ["bytes 0-4/10", { first: 0, last: 4, length: 10 }],
  ["bytes 0-4/*", undefined],
  ["bytes 4-0/10", undefined],
  ["bytes 0-10/10", undefined],
  ["bytes */10", undefined],
  ["items 0-4/10", undefined],
  [undefined, undefined],
])("Content-Range: %s is %j", (value, part) => {
  expect(parseContentRange(value)).toEqual(part);
});
