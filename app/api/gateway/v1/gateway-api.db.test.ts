import { generateKeyPairSync, randomUUID } from "node:crypto";
import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemContext } from "#lib/context.ts";
import { manifest } from "#lib/contract/snapshot.ts";
import { sha256Hex } from "#lib/crypto/sha256.ts";
import { readSigningKey } from "#lib/crypto/sign.ts";
import { createGroup } from "#lib/fleet/create-group.ts";
import { registerGateway } from "#lib/fleet/register.ts";
import { revokeGateway } from "#lib/fleet/revoke.ts";
import { rotateGatewayToken } from "#lib/fleet/rotate-token.ts";
import { fleetService } from "#lib/http/fleet.ts";
import { testServer } from "#lib/http/testing.ts";
import { type Compiler, startCompiler } from "#lib/publishing/compiler.ts";
import { markChanged, partName } from "#lib/publishing/mark-changed.ts";
import { insertKey, insertServedApi, insertSubscription, insertWorkspace } from "#lib/publishing/testing.ts";
import { GET as getManifest } from "./manifest/route.ts";
import { GET as getPart } from "./parts/[sha256]/route.ts";
import { POST as postStatus } from "./status/route.ts";
import { POST as postTelemetry } from "./telemetry/route.ts";

const server = testServer();
const { db } = server;
const signingKey = generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();
const keys = { encryptionKey: server.platform.encryptionKey, signingKey };
const ctx = systemContext(db, "test");
/** A minute, in epoch seconds. */
const AT = 29_916_667 * 60;
let compiler: Compiler;
let workspaceId: string;

beforeAll(async () => {
  process.env.DATABASE_URL = server.url;
  workspaceId = (await insertWorkspace(db, "acme")).id;
  compiler = startCompiler({ db, url: server.url, keys: { ...keys, signingKey: readSigningKey(signingKey) } });
});

afterAll(async () => {
  await compiler.stop();
  await fleetService().manifests.stop();
});

test.each([
  ["manifest", getManifest, {}],
  ["part", getPart, { sha256: "0".repeat(64) }],
] as const)("a gateway without a good token gets no %s", async (_name, handler, params) => {
  for (const token of [undefined, "ghg_wrong"]) {
    const answer = await server.call(handler, { token, params });
    expect([answer.status, (await answer.json()).code]).toEqual([401, "gateway-token-not-valid"]);
  }
});

test("the newest manifest is answered at once, and its parts by their hash in what the gateway accepts", async () => {
  const { token } = await newGateway();
  const answer = await poll(token, 20);
  expect(answer.status).toBe(200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.headers.get("etag")).toBe(`"1-${sha256Hex(bytes)}"`);
  const { parts } = manifest.parse(JSON.parse(bytes.toString("utf8")));

  const sha256 = parts.settings?.sha256 ?? "";
  for (const [accept, unpack] of [
    ["gzip", gunzipSync],
    ["br", brotliDecompressSync],
    ["", Buffer.from],
  ] as const) {
    const part = await server.call(getPart, { token, params: { sha256 }, headers: { "accept-encoding": accept } });
    expect(part.headers.get("content-encoding")).toBe(accept || null);
    expect(part.headers.get("cache-control")).toContain("immutable");
    expect(sha256Hex(unpack(Buffer.from(await part.arrayBuffer())))).toBe(sha256);
  }
});

test("a manifest that the gateway has is held back until the time is over", async () => {
  const { token } = await newGateway();
  const etag = (await poll(token, 20)).headers.get("etag") ?? "";
  const answer = await poll(token, 0, etag);
  expect([answer.status, answer.headers.get("etag")]).toEqual([304, etag]);
});

test("a change wakes every poll that is held, and each gets the same new manifest", async () => {
  const { token, groupId } = await newGateway();
  const etag = (await poll(token, 20)).headers.get("etag") ?? "";
  const before = fleetService().manifests.held();
  const polls = Array.from({ length: 200 }, () => poll(token, 30, etag));
  await expect.poll(() => fleetService().manifests.held()).toBe(before + 200);

  const api = await insertServedApi(db, { workspaceId, groupId }, `x${randomUUID()}`);
  await note(partName.api(api.id));
  const answers = await Promise.all(polls);
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  expect(new Set(answers.map((answer) => answer.headers.get("etag"))).size).toBe(1);
  expect(await (await poll(token, 0)).text()).toContain(`api/${api.id}`);
});

test("a gateway that goes away is no longer held", async () => {
  const { token } = await newGateway();
  const etag = (await poll(token, 20)).headers.get("etag") ?? "";
  const before = fleetService().manifests.held();
  const leaving = new AbortController();
  const request = new Request("http://gatehouse.test/api/gateway/v1/manifest?wait=30", {
    headers: { authorization: `Bearer ${token}`, "if-none-match": etag },
    signal: leaving.signal,
  });
  const answer = getManifest(request);
  await expect.poll(() => fleetService().manifests.held()).toBe(before + 1);
  leaving.abort();
  expect((await answer).status).toBe(304);
  expect(fleetService().manifests.held()).toBe(before);
});

test("a rotated token works beside the new one until its overlap ends; a revoked gateway is shut out", async () => {
  const { token, id } = await newGateway();
  const rotated = await rotateGatewayToken({ ...ctx, now: server.platform.now }, id, { overlap: "1h" });
  expect((await poll(token, 0)).status).not.toBe(401);
  expect((await poll(rotated.token, 0)).status).not.toBe(401);
  server.advance(3_600_001);
  expect((await poll(token, 0)).status).toBe(401);
  expect((await poll(rotated.token, 0)).status).not.toBe(401);
  await revokeGateway(ctx, id);
  expect((await poll(rotated.token, 0)).status).toBe(401);
});

test("a status is kept, and a refused generation goes into the audit log once", async () => {
  const { token, id } = await newGateway();
  const refused = { generation: 3, reason: "api/x: unknown policy" };
  const status = {
    node: "node-0001",
    version: "0.1.0",
    capabilities: ["policy:cors@1"],
    applied: 2,
    refused,
    uptimeSeconds: 60,
    load: { requestsInFlight: 4, residentBytes: 1_000_000 },
  };
  for (let i = 0; i < 2; i++) {
    const answer = await server.call(postStatus, { method: "POST", token, body: status });
    // By how many gateways a limit is shared, for as long as they cannot ask each other.
    expect([answer.status, await answer.json()]).toEqual([200, { gateways: 1 }]);
  }
  const row = await db.gateway.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({
    appliedGeneration: 2,
    refusedGeneration: 3,
    refusedReason: refused.reason,
    node: "node-0001",
  });
  expect(await db.auditEvent.count({ where: { action: "snapshot.refuse", subjectId: id } })).toBe(1);
});

test("a batch counts once, however often and however many at a time it is sent", async () => {
  const { token, groupId } = await newGateway();
  const api = await insertServedApi(db, { workspaceId, groupId }, `x${randomUUID()}`);
  const { subscription } = await insertSubscription(db, workspaceId, [api.id]);
  await insertKey(db, subscription.id, randomUUID());
  const version = api.versions[0]?.id ?? "";
  const counted = { version, operation: "list", subscription: subscription.id };
  const node = randomUUID();
  const batch = pack(node, 1, [counter(counted, 3), counter(counted, 4), counter({ ...counted, status: 500 }, 1)]);
  const answers = await Promise.all(Array.from({ length: 5 }, () => hand(token, batch)));
  for (const answer of answers)
    expect([answer.status, await answer.json()]).toEqual([200, { node, sequence: 1, records: 3 }]);

  const second = await hand(token, pack(node, 2, [counter(counted, 10)]));
  expect(second.status).toBe(200);
  const rows = await db.usageMinute.findMany({ where: { versionId: version }, orderBy: { status: "asc" } });
  expect(rows.map((row) => [row.status, row.calls, row.bytesIn, row.latency])).toEqual([
    [200, 17n, 170n, { 5: 17 }],
    [500, 1n, 10n, { 5: 1 }],
  ]);
  const used = await db.subscription.findUniqueOrThrow({ where: { id: subscription.id } });
  expect(used.lastUsedAt).toEqual(new Date(AT * 1_000));
});

test("calls of what this installation does not know are counted all the same", async () => {
  const { token, groupId } = await newGateway();
  const unknown = { version: randomUUID(), operation: "gone", subscription: randomUUID() };
  const nothing = { version: null, operation: null, subscription: null, status: 404 };
  const odd = { version: "orders/v1", operation: "x".repeat(500), subscription: "demo" };
  const records = [unknown, nothing, odd].map((place) => counter(place, 2));
  expect((await hand(token, pack(randomUUID(), 1, records))).status).toBe(200);
  const total = await db.usageMinute.aggregate({ where: { gatewayGroupId: groupId }, _sum: { calls: true } });
  expect(total._sum.calls).toBe(6n);
});

test.each([
  ["that is no gzip", Buffer.from("nonsense"), 400],
  ["without a header", gzipSync(JSON.stringify(counterLine())), 422],
  [
    "with a line that is no JSON",
    gzipSync(`${JSON.stringify({ kind: "batch", node: "node-0001", sequence: 1 })}\n{`),
    400,
  ],
  ["that unpacks to far more than it may", gzipSync(Buffer.alloc(64 * 1024 * 1024)), 413],
])("a batch %s is refused for good", async (_name, batch, status) => {
  const { token } = await newGateway();
  expect((await hand(token, batch)).status).toBe(status);
});

test("a sequence that comes again with other content is refused, not swallowed", async () => {
  const { token } = await newGateway();
  const node = randomUUID();
  const place = { version: null, operation: null, subscription: null };
  await hand(token, pack(node, 1, [counter(place, 1)]));
  expect((await hand(token, pack(node, 1, [counter(place, 2)]))).status).toBe(422);
});

function counterLine() {
  return counter({ version: null, operation: null, subscription: null }, 1);
}

function counter(place: object, calls: number) {
  const shared = { kind: "counter", at: AT, status: 200, bytesIn: calls * 10, bytesOut: calls * 100 };
  return { ...shared, calls, latency: { 5: calls }, upstream: {}, ...place };
}

function pack(node: string, sequence: number, records: object[]): Buffer {
  return gzipSync([{ kind: "batch", node, sequence }, ...records].map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function hand(token: string, batch: Buffer) {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/x-ndjson",
    "content-encoding": "gzip",
  };
  const body = Uint8Array.from(batch);
  return postTelemetry(
    new Request("http://gatehouse.test/api/gateway/v1/telemetry", { method: "POST", headers, body }),
  );
}

function poll(token: string, wait: number, etag?: string) {
  const headers: Record<string, string> = etag === undefined ? {} : { "if-none-match": etag };
  return server.call(getManifest, { token, target: `/api/gateway/v1/manifest?wait=${wait}`, headers });
}

function note(...parts: string[]) {
  return db.$transaction((tx) => markChanged(tx, parts, null));
}

async function newGateway() {
  const slug = `g${randomUUID()}`;
  const group = await createGroup(ctx, keys.encryptionKey, { slug, name: slug, publicUrls: [] });
  const { gateway, token } = await registerGateway(ctx, keys, { name: slug, group: slug, labels: {} });
  return { id: gateway.id, groupId: group.id, token };
}
