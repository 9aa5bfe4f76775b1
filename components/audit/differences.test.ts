import { expect, test } from "vitest";
import { differencesOf } from "./differences.ts";

test.each<[string, unknown, unknown, [string, string | undefined, string | undefined][]]>([
  ["one changed value", { state: "draft", name: "A" }, { state: "live", name: "A" }, [["state", "draft", "live"]]],
  [
    "a value that came from nothing",
    { quota: null },
    { quota: { calls: 5 } },
    [
      ["quota", "null", undefined],
      ["quota.calls", undefined, "5"],
    ],
  ],
  ["a list that grew", { apis: ["a"] }, { apis: ["a", "b"] }, [["apis.1", undefined, "b"]]],
  [
    "something new",
    null,
    { name: "A", tags: [] },
    [
      ["name", undefined, "A"],
      ["tags", undefined, "[]"],
    ],
  ],
  ["something gone", { name: "A" }, null, [["name", "A", undefined]]],
  ["members in another order", { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ["nothing at all", null, null, []],
])("%s", (_what, before, after, rows) => {
  expect(differencesOf(before, after).map((row) => [row.place, row.before, row.after])).toEqual(rows);
});
