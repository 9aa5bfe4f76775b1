import { expect, test } from "vitest";
import { canonicalJson } from "../contract/canonical.ts";
import { anyScheme } from "../contract/https.ts";
import { Problem } from "../contract/problem.ts";
import { apiPart } from "../contract/snapshot.ts";
import { openText } from "../crypto/seal.ts";
import { compileApi } from "./compile-api.ts";
import { requirementsOf } from "./compile-parts.ts";
import type { ApiSource, VersionSource } from "./sources.ts";

const groupKey = new Uint8Array(32).fill(7);
const header = (value: string) => ({ "set-header": { name: "x-test", value } });

const version: VersionSource = {
  id: "version-1",
  name: "v1",
  isDefault: true,
  revision: 3,
  anyPath: false,
  operations: ["listOrders", "getOrder", "deleteOrder"].map((key, index) => ({
    key,
    method: "GET",
    template: `/orders/${index}`,
    policies: {},
  })),
  backend: {
    id: "backend-1",
    name: "Orders",
    targets: [{ url: "http://127.0.0.1:9000", weight: 1 }],
    loadBalancing: "round-robin",
    timeouts: { connectMs: 5_000, firstByteMs: 60_000, idleMs: 60_000, totalMs: 300_000 },
  },
  policies: {},
};

const source: ApiSource = {
  id: "api-1",
  slug: "orders",
  name: "Orders",
  workspace: "payments",
  hosts: [],
  basePath: "/orders",
  versioning: { scheme: "path" },
  credentials: { apiKey: { headers: ["x-api-key"], query: [] } },
  https: anyScheme,
  versions: [version],
  installationPolicies: {},
  workspacePolicies: {},
  products: [],
  namedValues: [],
  backends: new Map(),
};

const withVersion = (change: Partial<VersionSource>, rest: Partial<ApiSource> = {}): ApiSource => ({
  ...source,
  ...rest,
  versions: [{ ...version, ...change }],
});

test("rules of HTTPS are in the part where there are any", () => {
  const https = { mode: "required" as const, hsts: { maxAgeSeconds: 60, includeSubDomains: false, preload: false } };
  expect(compileApi(source, groupKey)).not.toHaveProperty("https");
  expect(compileApi({ ...source, https }, groupKey).https).toEqual(https);
});

test("the part is what the contract says", () => {
  const part = compileApi(source, groupKey);
  expect(apiPart.parse(part)).toEqual(part);
  expect(part.versions[0]?.documents).toEqual([{ inbound: [], backend: [], outbound: [], onError: [] }]);
});

test("equal rows give equal bytes, secrets included", () => {
  const secret = withVersion(
    { policies: { inbound: [header("{{token}}")] } },
    { namedValues: [{ name: "token", kind: "secret", value: "s3cret" }] },
  );
  expect(canonicalJson(compileApi(secret, groupKey))).toBe(
    canonicalJson(compileApi(structuredClone(secret), groupKey)),
  );
});

test("operations without policies of their own share their version's document", () => {
  const [, getOrder, ...rest] = version.operations;
  if (!getOrder) throw new Error("no operation");
  const operations = [{ ...getOrder, policies: { outbound: [header("own")] } }, ...rest];
  const compiled = compileApi(withVersion({ operations, policies: { inbound: [header("api")] } }), groupKey)
    .versions[0];
  expect(compiled?.documents).toHaveLength(2);
  expect(compiled?.operations.map((operation) => operation.policies?.default)).toEqual([1, undefined]);
  expect(compiled?.documents[1]?.inbound.map((step) => step.scope)).toEqual(["api"]);
  expect(compiled?.documents[1]?.outbound.map((step) => step.scope)).toEqual(["operation"]);
});

test("callers through a product with policies get a document of their own, between workspace and API", () => {
  const compiled = compileApi(
    withVersion(
      { policies: { inbound: [header("api")] } },
      {
        workspacePolicies: { inbound: [header("workspace")] },
        products: [{ id: "product-1", slug: "starter", policies: { inbound: [header("product")] } }],
      },
    ),
    groupKey,
  ).versions[0];
  const index = compiled?.policies.products["product-1"] ?? -1;
  expect(compiled?.documents[index]?.inbound.map((step) => step.scope)).toEqual([
    "workspace",
    "product:starter",
    "api",
  ]);
  expect(compiled?.documents[compiled.policies.default]?.inbound.map((step) => step.scope)).toEqual([
    "workspace",
    "api",
  ]);
});

test("plain values are put in, secrets travel sealed, references stay, and what is not used stays out", () => {
  const part = compileApi(
    withVersion(
      { policies: { inbound: [header("{{region}} {{token}} {{fromEnv}} {{fromFile}}")] } },
      {
        namedValues: [
          { name: "region", kind: "plain", value: "eu" },
          { name: "token", kind: "secret", value: "s3cret" },
          { name: "fromEnv", kind: "env", value: "ORDERS_TOKEN" },
          { name: "fromFile", kind: "file", value: "orders-token" },
          { name: "unused", kind: "secret", value: "other" },
        ],
      },
    ),
    groupKey,
  );
  const [step] = part.versions[0]?.documents[0]?.inbound ?? [];
  expect(step?.config).toEqual({ name: "x-test", value: "eu {{token}} {{fromEnv}} {{fromFile}}" });
  expect(Object.keys(part.values).sort()).toEqual(["fromEnv", "fromFile", "token"]);
  expect(part.values.fromEnv).toEqual({ env: "ORDERS_TOKEN" });
  const sealed = part.values.token && "sealed" in part.values.token ? part.values.token.sealed : "";
  expect(openText(Buffer.from(sealed, "base64"), groupKey)).toBe("s3cret");
  expect(canonicalJson(part)).not.toContain("s3cret");
});

test("a value that does not exist is named", () => {
  const broken = withVersion({ policies: { inbound: [header("{{missing}}")] } });
  expect(() => compileApi(broken, groupKey)).toThrow(Problem);
  expect(() => compileApi(broken, groupKey)).toThrow("{{missing}}");
});

test("an API asks for the policies that it uses", () => {
  const part = compileApi(
    withVersion({ policies: { inbound: [header("a"), { "rewrite-uri": { template: "/" } }, header("b")] } }),
    groupKey,
  );
  expect(requirementsOf(part)).toEqual(["policy:rewrite-uri@1", "policy:set-header@1"]);
});

const policy = (name: string, config: object) => ({ [name]: config });

test("the backends that policies name travel with the API, and no others", () => {
  const backends = new Map(["next", "other", "third"].map((slug) => [slug, { ...version.backend, id: slug }]));
  const inner = policy("set-backend", { backend: "next" });
  const policies = { backend: [policy("choose", { when: [{ when: "true", do: [inner] }] })] };
  const operation = { key: "a", method: "GET", template: "/a" };
  const split = { ...operation, policies: { backend: [policy("traffic-split", { weights: { next: 1, third: 1 } })] } };
  const part = compileApi(withVersion({ policies, operations: [split] }, { backends }), groupKey);
  expect(Object.keys(part.backends ?? {})).toEqual(["next", "third"]);
  expect(compileApi(source, groupKey)).not.toHaveProperty("backends");
});

test("a backend that a policy names and that does not exist is said so", () => {
  const policies = { backend: [policy("set-backend", { backend: "gone" })] };
  expect(() => compileApi(withVersion({ policies }), groupKey)).toThrow("there is no such backend");
});

test("values that a backend's TLS names travel with the API, plain ones in their place", () => {
  const tls = { ca: "{{ca}}", certificate: "{{cert}}", privateKey: "{{key}}" };
  const namedValues = [
    { name: "ca", kind: "plain" as const, value: "-----BEGIN" },
    { name: "cert", kind: "file" as const, value: "gateway.crt" },
    { name: "key", kind: "secret" as const, value: "s3cret" },
    { name: "unused", kind: "env" as const, value: "UNUSED" },
  ];
  const part = compileApi(withVersion({ backend: { ...version.backend, tls } }, { namedValues }), groupKey);
  expect(part.versions[0]?.backend.tls).toEqual({ ...tls, ca: "-----BEGIN" });
  expect(Object.keys(part.values)).toEqual(["cert", "key"]);
  expect(part.values.cert).toEqual({ file: "gateway.crt" });
});

test("keys and the parameter of the version are described whatever the description says, and hold anything", () => {
  const parameters = [
    { name: "X-API-Key", in: "header", required: true, schema: { type: "integer" } },
    { name: "limit", in: "query", schema: { type: "integer" } },
  ];
  const document = { openapi: "3.1.0", paths: { "/orders/0": { get: { parameters, responses: {} } } } };
  const part = compileApi(
    withVersion(
      { policies: { inbound: [{ "validate-parameters": {} }] }, description: { document, assertsFormats: false } },
      { versioning: { scheme: "query", name: "v" } },
    ),
    groupKey,
  );
  const described = part.versions[0]?.description?.operations.listOrders?.parameters;
  expect(described?.map((each) => [each.in, each.name, each.required, each.schema !== undefined])).toEqual([
    ["header", "x-api-key", false, false],
    ["query", "limit", false, true],
    ["query", "v", false, false],
  ]);
});
