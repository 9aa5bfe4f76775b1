import { expect, test } from "vitest";
import { effectiveDocument, type ScopedDocument } from "./effective.ts";
import type { PolicyDocument } from "./policies.ts";

const header = (name: string) => ({ "set-header": { name } });
const scoped = (scope: string, document: PolicyDocument): ScopedDocument => ({
  scope,
  path: `acme/${scope}`,
  document,
});
const names = (scopes: ScopedDocument[]) =>
  effectiveDocument(scopes).inbound.map((step) => (step.config as { name: string }).name);

test.each<[string, PolicyDocument, string[]]>([
  ["before it, where base is at the top", { inbound: ["base", header("own")] }, ["outer", "own"]],
  ["after it, where base is at the end", { inbound: [header("own"), "base"] }, ["own", "outer"]],
  ["between, where base is between", { inbound: [header("a"), "base", header("b")] }, ["a", "outer", "b"]],
  ["before it, where base is left out", { inbound: [header("own")] }, ["outer", "own"]],
  ["alone, where the section is left out", {}, ["outer"]],
])("the outer scope's policies run %s", (_where, document, expected) => {
  expect(names([scoped("workspace", { inbound: [header("outer")] }), scoped("api", document)])).toEqual(expected);
});

test("each scope's base is all of the scopes outside of it", () => {
  expect(
    names([
      scoped("installation", { inbound: [header("1")] }),
      scoped("workspace", { inbound: [header("2"), "base"] }),
      scoped("product:starter", {}),
      scoped("api", { inbound: ["base", header("4")] }),
      scoped("operation", { inbound: [header("5a"), "base", header("5b")] }),
    ]),
  ).toEqual(["5a", "2", "1", "4", "5b"]);
});

test("a base in the outermost scope stands for nothing", () => {
  expect(names([scoped("installation", { inbound: ["base", header("only")] })])).toEqual(["only"]);
});

test("sections do not mix", () => {
  const document: PolicyDocument = {
    "on-error": [header("error")],
    outbound: [header("out")],
    backend: [header("back")],
  };
  const effective = effectiveDocument([scoped("api", document)]);
  expect(effective.inbound).toEqual([]);
  expect([effective.onError, effective.outbound, effective.backend].map((section) => section.length)).toEqual([
    1, 1, 1,
  ]);
});

test("ids name scope, section and policy, number repetitions, and keep what was written", () => {
  const document: PolicyDocument = { inbound: [header("a"), header("b"), { id: "mine", ...header("c") }] };
  const effective = effectiveDocument([scoped("api", document), scoped("operation", { inbound: [header("d")] })]);
  expect(effective.inbound.map((step) => step.id)).toEqual([
    "acme/api/inbound/set-header",
    "acme/api/inbound/set-header-2",
    "acme/api/mine",
    "acme/operation/inbound/set-header",
  ]);
});

test("ids of long paths are bounded, differ, and are the same in every build", () => {
  const long = (end: string) => ({ ...scoped("operation", { inbound: [header("a")] }), path: "x".repeat(300) + end });
  const [first] = effectiveDocument([long("1")]).inbound;
  const [again] = effectiveDocument([long("1")]).inbound;
  const [second] = effectiveDocument([long("2")]).inbound;
  expect(first?.id).toHaveLength(200);
  expect(first?.id).toBe(again?.id);
  expect(first?.id).not.toBe(second?.id);
});
