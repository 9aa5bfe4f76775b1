import { createPublicKey, verify } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalJson } from "../contract/canonical.ts";
import { manifest } from "../contract/snapshot.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import { buildFile } from "./build.ts";
import { DeclarativeError } from "./error.ts";
import { readDeclarativeFile } from "./read-file.ts";
import { declarativeJsonSchema } from "./schema.ts";
import { toSources } from "./to-sources.ts";
import { writeFolder } from "./write-folder.ts";

const description = {
  openapi: "3.1.0",
  info: { title: "Orders", version: "1" },
  paths: { "/list": { get: { operationId: "listOrders" }, post: { operationId: "addOrder" } } },
};

const good = `gatehouse: 1
workspace: payments
backends:
  orders:
    targets: [{ url: "http://127.0.0.1:9000" }]
    timeouts: { first-byte: 7s }
apis:
  orders:
    name: Orders
    basePath: /orders
    versions:
      v1:
        document: ./orders.json
        backend: orders
        policies: { inbound: [ base, { rate-limit: { calls: 100, renewal-period: 60s } } ] }
        operations:
          listOrders: { policies: { outbound: [ { set-header: { name: x-region, value: "{{region}}" } } ] } }
  raw:
    name: Raw
    basePath: /raw
    credentials: none
    versions: { v1: { anyPath: true, backend: orders } }
products:
  starter:
    apis: [orders]
    plans:
      free: { rateLimit: [{ calls: 5, renewalPeriod: 60s }], quota: { bandwidth: 1MiB, renewalPeriod: 30d } }
    policies: { inbound: [ { rewrite-uri: { template: /x } } ] }
policies: { inbound: [ { set-header: { name: x-outer, value: "1" } }, { include-fragment: { fragment: marked } } ] }
namedValues: { region: eu, unused: { env: SECRET } }
subscriptions:
  - { application: demo, plan: starter/free, keys: ["any text at all ✓"] }
fragments: { marked: [ { set-header: { name: x-marked, value: "{{region}}" } } ] }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-declarative-"));
  await writeFile(join(folder, "orders.json"), JSON.stringify(description));
});
afterAll(() => rm(folder, { recursive: true }));

test("a file becomes what the compiler makes parts from", async () => {
  const { apis, plans, subscriptions, keys } = toSources(await read(good));
  const [orders, raw] = apis;
  expect(orders).toMatchObject({ id: "orders", workspace: "payments", versioning: { scheme: "path" } });
  expect(orders?.credentials).toEqual({ apiKey: { headers: ["x-api-key"], query: [] } });
  expect(orders?.versions[0]).toMatchObject({
    isDefault: true,
    backend: { timeouts: { firstByteMs: 7_000, connectMs: 5_000 } },
  });
  expect(orders?.versions[0]?.operations.map(({ key }) => key)).toEqual(["listOrders", "addOrder"]);
  expect(orders?.products.map(({ slug }) => slug)).toEqual(["starter"]);
  expect(raw).toMatchObject({
    credentials: { none: true },
    products: [],
    versions: [{ anyPath: true, operations: [] }],
  });
  expect(plans).toMatchObject([
    {
      id: "starter/free",
      rateLimits: [{ calls: 5, periodMs: 60_000 }],
      quota: { bytes: 1_048_576, periodMs: 2_592_000_000 },
      apis: ["orders"],
    },
  ]);
  expect(orders?.workspacePolicies.inbound).toEqual([
    { "set-header": { name: "x-outer", value: "1" } },
    { "set-header": { name: "x-marked", value: "{{region}}" } },
  ]);
  expect(keys).toEqual([
    { hash: sha256Hex("any text at all ✓"), subscription: subscriptions[0]?.id, endsAtSeconds: null },
  ]);
});

test("a folder holds the parts under their hashes and a manifest that its own key signed", async () => {
  const built = buildFile(await read(good));
  const out = join(folder, "out");
  expect(await writeFolder(out, built, "payments", new Date())).toBe(1);
  const { signature, ...body } = manifest.parse(JSON.parse(await readFile(join(out, "manifest.json"), "utf8")));
  const [keyId, spki = ""] = (await readFile(join(out, "key.pub"), "utf8")).trim().split(/=(.*)/s);
  const publicKey = createPublicKey({ key: Buffer.from(spki, "base64"), format: "der", type: "spki" });
  expect(signature.keyId).toBe(keyId);
  expect(verify(null, Buffer.from(canonicalJson(body)), publicKey, Buffer.from(signature.value, "base64"))).toBe(true);
  expect(body.requires).toEqual(["policy:rate-limit@1", "policy:rewrite-uri@1", "policy:set-header@1"]);
  for (const { sha256, bytes } of Object.values(body.parts)) {
    const content = await readFile(join(out, "parts", sha256));
    expect([sha256Hex(content), content.length]).toEqual([sha256, bytes]);
  }
});

test("a later build is the next generation, and leaves no part that it does not name", async () => {
  const out = join(folder, "again");
  await writeFolder(out, buildFile(await read(good)), "payments", new Date());
  const built = buildFile(await read(good.replace("calls: 100", "calls: 200")));
  expect(await writeFolder(out, built, "payments", new Date())).toBe(2);
  expect(new Set(await readdir(join(out, "parts")))).toEqual(new Set(built.contents.keys()));
});

const next = `
  next:
    targets: [{ url: "http://127.0.0.1:9001" }, { url: "http://127.0.0.1:9002", priority: 2 }]
    loadBalancing: least-connections
    healthCheck: { path: /health }
    circuit: { consecutiveFailures: 5, open: 10s }
apis:`;
const split = (name: string) =>
  good
    .replace("\napis:", next)
    .replace("inbound: [ base,", `backend: [ { set-backend: { backend: ${name} } } ], inbound: [ base,`);

test("a backend says how it is looked after, and reaches the gateways where a policy names it", async () => {
  const { parts, contents } = buildFile(await read(split("next")));
  const partOf = (name: string) => JSON.parse(contents.get(parts[name]?.sha256 ?? "") ?? "");
  expect(partOf("api/orders")).toMatchObject({
    backends: {
      next: {
        targets: [{ weight: 1 }, { weight: 1, priority: 2 }],
        loadBalancing: "least-connections",
        healthCheck: { path: "/health", intervalMs: 10_000 },
        circuit: { consecutiveFailures: 5, openMs: 10_000 },
      },
    },
  });
  expect(partOf("api/raw")).not.toHaveProperty("backends");
});

test("a policy that names a backend which is not there is a fault of the file", async () => {
  await expect(read(split("nowhere"))).rejects.toMatchObject({
    faults: [{ pointer: expect.stringContaining("/set-backend/backend") }],
  });
});

test("the same file gives the same parts", async () => {
  expect(buildFile(await read(good)).parts).toEqual(buildFile(await read(good)).parts);
});

test.each([
  ["an unknown member", ["workspace: payments", "workspace: payments\nworkspaces: x"], "3 /workspaces"],
  [
    "a backend that is not there",
    ["anyPath: true, backend: orders", "anyPath: true, backend: none"],
    "22 /apis/raw/versions/v1/backend",
  ],
  ["an API that is not there", ["apis: [orders]", "apis: [invoices]"], "25 /products/starter/apis/0"],
  ["a plan that is not there", ["plan: starter/free", "plan: starter/pro"], "32 /subscriptions/0/plan"],
  ["an operation that is not there", ["listOrders:", "listOrder:"], "17 /apis/orders/versions/v1/operations/listOrder"],
  ["a description that is not there", ["./orders.json", "./other.json"], "13 /apis/orders/versions/v1/document"],
  ["a policy's option", ["calls: 100", "calls: 0"], "15 /apis/orders/versions/v1/policies/inbound/1/rate-limit/calls"],
  [
    "what only a policy's compilation finds",
    ['"{{region}}"', '"$'.concat('{ x }"')],
    "17 /apis/orders/versions/v1/operations/listOrders/policies/outbound/0/set-header/value",
  ],
  [
    "a named value that is not there",
    ["{{region}}", "{{regoin}}"],
    "17 /apis/orders/versions/v1/operations/listOrders/policies/outbound/0/set-header/value",
  ],
  [
    "a fragment that is not there",
    ["fragment: marked", "fragment: mark"],
    "29 /policies/inbound/1/include-fragment/fragment",
  ],
  ["a fragment's fault", ["name: x-marked", "name: 'x marked'"], "33 /fragments/marked/0/set-header/name"],
  ["a base path taken twice", ["basePath: /raw", "basePath: /orders"], "20 /apis/raw/basePath"],
  ["a key of two subscriptions", ['["any text at all ✓"]', '["a", "a"]'], "32 /subscriptions/0/keys/1"],
  ["neither description nor any path", ["anyPath: true, ", ""], "22 /apis/raw/versions/v1/document"],
  ["text that is no YAML", ["gatehouse: 1", "gatehouse: [1"], "2"],
] as const)("%s is told with file, line and pointer", async (_what, [from, to], place) => {
  expect(good).toContain(from);
  const error = await read(good.replace(from, to)).catch((refusal) => refusal);
  expect(error).toBeInstanceOf(DeclarativeError);
  expect(error.message).toMatch(new RegExp(`^[^\n]*gatehouse\\.yaml:${place.replaceAll("/", "\\/")} `));
});

test("every fault of the syntax is told, not only the first", async () => {
  const error = await read("gatehouse: 1\napis: { a: 1, a: 2 }\nworkspace: [x\n").catch((refusal) => refusal);
  expect(error.faults).toMatchObject([{ line: 2 }, { line: expect.any(Number) }]);
});

test("all faults are told at once", async () => {
  const text = good.replace("apis: [orders]", "apis: [a, b]").replace("plan: starter/free", "plan: c/d");
  await expect(read(text)).rejects.toMatchObject({ faults: { length: 3 } });
});

test("editors get a JSON Schema with the policies in it", () => {
  expect(JSON.stringify(declarativeJsonSchema())).toContain('"rate-limit":');
});

async function read(text: string) {
  const path = join(folder, "gatehouse.yaml");
  await writeFile(path, text);
  return readDeclarativeFile(path);
}
