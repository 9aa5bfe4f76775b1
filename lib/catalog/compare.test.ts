import { expect, test } from "vitest";
import { type ComparedOperation, carryPolicies, compareOperations } from "./compare.ts";

const operation = (operationId: string | null, template: string, digest = "same"): ComparedOperation => ({
  key: operationId ?? `GET ${template}`,
  method: "GET",
  template,
  operationId,
  summary: "",
  digest,
});
const keys = (before: ComparedOperation[], after: ComparedOperation[]) => {
  const { added, changed, removed, unchanged } = compareOperations(before, after);
  return {
    added: added.map(({ key }) => key),
    changed: changed.map(({ key }) => key),
    removed: removed.map(({ key }) => key),
    unchanged,
  };
};

test.each([
  ["what is the same", [operation("a", "/a")], [operation("a", "/a")], { unchanged: 1 }],
  ["another content", [operation("a", "/a", "1")], [operation("a", "/a", "2")], { changed: ["a"] }],
  ["another path of the same operationId", [operation("a", "/a")], [operation("a", "/b")], { changed: ["a"] }],
  ["another operationId at the same path", [operation("a", "/a")], [operation("b", "/a")], { changed: ["b"] }],
  [
    "another name of a path parameter",
    [operation(null, "/a/{x}")],
    [operation(null, "/a/{y}")],
    { changed: ["GET /a/{y}"] },
  ],
  ["one more", [], [operation("a", "/a")], { added: ["a"] }],
  ["one less", [operation("a", "/a")], [], { removed: ["a"] }],
])("a comparison shows %s", (_what, before, after, expected) => {
  expect(keys(before, after)).toEqual({ added: [], changed: [], removed: [], unchanged: 0, ...expected });
});

test("the operationId decides before the path: two that change places stay what they were", () => {
  const before = [operation("a", "/1"), operation("b", "/2")];
  const after = [operation("a", "/2"), operation("b", "/1")];
  const policies = { a: { inbound: ["base"] }, b: { inbound: [] } };
  expect(carryPolicies(policies, before, after)).toEqual(policies);
});

test("policies follow an operation to its new name, and never go to two", () => {
  const before = [operation(null, "/a")];
  const after = [operation("a", "/a"), operation("other", "/b")];
  expect(carryPolicies({ "GET /a": { inbound: [] } }, before, after)).toEqual({ a: { inbound: [] } });
});

test("a key that is a member of every object has no policies", () => {
  const before = [operation("constructor", "/a")];
  expect(carryPolicies({}, before, before)).toEqual({});
});
