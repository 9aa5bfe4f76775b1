import { expect, test } from "vitest";
import { makeOnce } from "./once.ts";

test("the same content has the same key until it was answered", () => {
  const once = makeOnce();
  const first = once.keyOf("/a", { name: "x" });
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(once.keyOf("/a", { name: "x" })).toBe(first);
  once.done();
  expect(once.keyOf("/a", { name: "x" })).not.toBe(first);
});

test.each([
  ["/a", { name: "y" }],
  ["/b", { name: "x" }],
])("other content has another key: %s %j", (path, body) => {
  const once = makeOnce();
  expect(once.keyOf(path, body)).not.toBe(once.keyOf("/a", { name: "x" }));
});
