import { expect, test } from "vitest";
import { apiPart } from "../contract/snapshot.ts";
import { buildFile } from "./build.ts";
import { declarativeFile } from "./schema.ts";

const base = {
  gatehouse: 1,
  workspace: "payments",
  backends: { orders: { targets: [{ url: "http://127.0.0.1:9000" }] } },
};

test("a version on its way out tells its callers, before everything that people wrote", () => {
  const part = build({
    v1: {
      anyPath: true,
      backend: "orders",
      deprecation: { deprecatedAt: "2026-01-01T00:00:00Z", sunsetAt: "2027-01-01T00:00:00Z", successor: "v2" },
      policies: { inbound: [{ "set-header": { name: "x-own", value: "1" } }] },
    },
    v2: { anyPath: true, backend: "orders" },
  });
  const [first, second] = part.versions;
  expect(first?.documents[0]?.inbound.map(({ policy, scope }) => [policy, scope])).toEqual([
    ["deprecation", "version"],
    ["set-header", "api"],
  ]);
  expect(first?.documents[0]?.outbound[0]?.config).toMatchObject({
    "deprecated-at": "2026-01-01T00:00:00Z",
    successor: "/orders/v2",
    "after-sunset": "serve",
  });
  expect(second?.documents[0]?.inbound).toEqual([]);
});

test("nobody writes it into a document", () => {
  const policies = { inbound: [{ deprecation: { "deprecated-at": "2026-01-01T00:00:00Z" } }] };
  const file = fileWith({ v1: { anyPath: true, backend: "orders", policies } });
  expect(declarativeFile.safeParse(file).success).toBe(false);
});

test("an end that is enforced needs its day", () => {
  const deprecation = { deprecatedAt: "2026-01-01T00:00:00Z", afterSunset: "gone" };
  const file = fileWith({ v1: { anyPath: true, backend: "orders", deprecation } });
  expect(declarativeFile.safeParse(file).error?.issues[0]?.path).toEqual([
    "apis",
    "orders",
    "versions",
    "v1",
    "deprecation",
    "sunsetAt",
  ]);
});

function fileWith(versions: Record<string, unknown>) {
  return { ...base, apis: { orders: { name: "Orders", basePath: "/orders", credentials: "none", versions } } };
}

function build(versions: Record<string, unknown>) {
  const written = fileWith(versions);
  const built = buildFile({
    file: declarativeFile.parse(written),
    written,
    operations: new Map(),
    descriptions: new Map(),
  });
  const text = built.contents.get(built.parts["api/orders"]?.sha256 ?? "") ?? "";
  return apiPart.parse(JSON.parse(text));
}
