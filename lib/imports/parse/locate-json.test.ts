import { expect, test } from "vitest";
import { locateInJson } from "./locate-json.ts";

const text = `{
  "a/b": { "x": [ 1, "}\\"]", { "~k": null } ] },
  "other": {"deep": [[[]]]},
  "last": true
}`;

test.each([
  ["", 1, 1],
  ["/a~1b", 2, 10],
  ["/a~1b/x/0", 2, 19],
  ["/a~1b/x/1", 2, 22],
  ["/a~1b/x/2/~0k", 2, 38],
  ["/other/deep/0/0", 3, 23],
  ["/last", 4, 11],
])("%s begins in line %i, column %i", (pointer, line, column) => {
  expect(locateInJson(text, new Set([pointer])).get(pointer)).toEqual({ line, column });
});

test("a pointer to nothing has no place", () => {
  expect(locateInJson(text, new Set(["/a~1b/y"])).size).toBe(0);
});
