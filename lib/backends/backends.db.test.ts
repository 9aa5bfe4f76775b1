import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { openWorkshop } from "../catalog/testing.ts";
import type { GatewayStatus } from "../contract/status.ts";
import { testDatabase } from "../db/testing.ts";
import { recordStatus } from "../fleet/record-status.ts";
import { createNamedValue } from "../policies/create-named-value.ts";
import { deleteNamedValue } from "../policies/delete-named-value.ts";
import { putPolicies } from "../policies/put-document.ts";
import { partName } from "../publishing/mark-changed.ts";
import { lastPartsChanged, type Market, openMarket, race, refusal } from "../subscriptions/testing.ts";
import { changeBackend } from "./change.ts";
import { createBackend } from "./create.ts";
import { deleteBackend } from "./delete.ts";
import { readBackendHealth } from "./health.ts";
import { backendChange, backendInput } from "./input.ts";
import { listBackends, readBackend, readBackendUses } from "./read.ts";
import { toBackendPart } from "./view.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
});
const { importOf, liveApi } = openWorkshop(started, () => market);
const publisher = () => contextOf(market.publisher);
const targets = [{ url: "http://127.0.0.1:9000/base", weight: 1 }];
const create = (slug = `backend-${randomUUID().slice(0, 8)}`, who = market.publisher) =>
  createBackend(contextOf(who), market.workspace, backendInput.parse({ slug, name: "Orders", targets }));
const change = (slug: string, name: string, version?: number) =>
  changeBackend(publisher(), market.workspace, slug, { name }, version);

test("a backend has the documented timeouts unless it says otherwise, in milliseconds for gateways", async () => {
  const { slug } = await create();
  await expect(readBackend(contextOf(market.viewer), market.workspace, slug)).resolves.toMatchObject({
    timeouts: { connect: "5s", firstByte: "60s", idle: "60s", total: "300s" },
    rowVersion: 1,
  });
  const row = await db.backend.findFirstOrThrow({ where: { slug } });
  expect(toBackendPart(row)).toMatchObject({
    targets,
    timeouts: { connectMs: 5_000, firstByteMs: 60_000, idleMs: 60_000, totalMs: 300_000 },
  });
});

test("one slug is taken once, small roles are refused and strangers see nothing", async () => {
  const slug = `backend-${randomUUID().slice(0, 8)}`;
  await expect(create(slug, market.viewer)).rejects.toEqual(refusal("not-permitted"));
  await expect(create(slug, market.stranger)).rejects.toEqual(refusal("not-found"));
  await expect(race(create(slug), create(slug))).resolves.toEqual({ won: 1, lost: [409] });
});

test("a change on the sight of an older version is refused, and one of two wins", async () => {
  const { slug } = await create();
  await change(slug, "Second", 1);
  await expect(change(slug, "Third", 1)).rejects.toEqual(refusal("precondition-failed"));
  await expect(race(change(slug, "A", 2), change(slug, "B", 2))).resolves.toMatchObject({ won: 1 });
});

test("a backend in use is changed for the APIs that are live, and not deleted", async () => {
  const api = await liveApi();
  const { slug } = await db.backend.findFirstOrThrow({
    where: { revisions: { some: { apiVersion: { apiId: api.id } } } },
  });
  await change(slug, "Renamed");
  await expect(lastPartsChanged(db)).resolves.toEqual([partName.api(api.id)]);
  await expect(deleteBackend(publisher(), market.workspace, slug, undefined)).rejects.toMatchObject({
    slug: "still-in-use",
    extensions: { usedBy: [`${api.slug} v1`] },
  });
});

test("a backend that policies name is said so, changes every API below them, and is not deleted", async () => {
  const api = await liveApi();
  const { slug } = await create();
  const place = { workspace: market.workspace };
  const policies = { backend: [{ "traffic-split": { weights: { [slug]: 1, [(await create()).slug]: 1 } } }] };
  await putPolicies(publisher(), place, policies, undefined);
  await expect(readBackendUses(publisher(), market.workspace, slug)).resolves.toEqual({
    usedBy: [],
    policies: ["workspace"],
  });
  await change(slug, "Renamed");
  await expect(lastPartsChanged(db)).resolves.toContain(partName.api(api.id));
  await expect(deleteBackend(publisher(), market.workspace, slug, undefined)).rejects.toEqual(refusal("still-in-use"));
  await putPolicies(publisher(), place, {}, undefined);
  await deleteBackend(publisher(), market.workspace, slug, undefined);
});

test("policies cannot name a backend that does not exist", async () => {
  const policies = { backend: [{ "set-backend": { backend: "nowhere" } }] };
  const put = putPolicies(publisher(), { workspace: market.workspace }, policies, undefined);
  await expect(put).rejects.toMatchObject({
    slug: "invalid-input",
    extensions: { errors: [{ pointer: "/backend/0/set-backend/backend" }] },
  });
});

test("a section of its care is put, stays while others change, and is taken away by null", async () => {
  const { slug } = await create();
  const send = (body: object) =>
    changeBackend(publisher(), market.workspace, slug, backendChange.parse(body), undefined);
  await send({ healthCheck: { path: "/health" }, circuit: { consecutiveFailures: 5 } });
  await expect(send({ name: "Second", circuit: null })).resolves.toMatchObject({
    name: "Second",
    healthCheck: { path: "/health", interval: "10s" },
  });
  expect(await readBackend(publisher(), market.workspace, slug)).not.toHaveProperty("circuit");
});

test("the values that its TLS names must exist, and stay while it does", async () => {
  const { slug } = await create();
  const tls = { ca: "{{internal-ca}}" };
  const put = () => changeBackend(publisher(), market.workspace, slug, backendChange.parse({ tls }), undefined);
  await expect(put()).rejects.toMatchObject({ extensions: { errors: [{ pointer: "/tls/ca" }] } });
  const content = { file: "ca.pem" };
  await createNamedValue(publisher(), randomBytes(32), market.workspace, { name: "internal-ca", content });
  await put();
  const remove = () => deleteNamedValue(publisher(), market.workspace, "internal-ca", undefined);
  await expect(remove()).rejects.toMatchObject({ slug: "still-in-use", detail: `It is named by: backend ${slug}.` });
});

test("what gateways find wrong with a backend is told to its workspace, as long as they speak", async () => {
  const { id, slug } = await create();
  const { slug: other } = await create();
  const group = await db.gatewayGroup.findFirstOrThrow();
  const row = await db.gateway.create({
    data: { groupId: group.id, name: `gateway-${randomUUID()}`, tokenHash: randomBytes(32) },
    include: { group: { select: { slug: true } } },
  });
  const out = ["http://127.0.0.1:9000/base"];
  const status: GatewayStatus = {
    node: "node-of-the-test",
    version: "1",
    capabilities: [],
    applied: null,
    refused: null,
    uptimeSeconds: 1,
    load: { requestsInFlight: 0, residentBytes: 0 },
    backends: [{ id, name: "Orders", circuit: "open", targetsOut: out, targets: 2 }],
  };
  const report = (said: GatewayStatus) => recordStatus(contextOf(market.publisher), row, said);
  const health = (of: string) => readBackendHealth(contextOf(market.viewer), market.workspace, of);
  await report(status);
  expect(await health(slug)).toEqual({
    troubles: [{ gateway: row.name, circuit: "open", targetsOut: out, targets: 2 }],
  });
  expect(await health(other)).toEqual({ troubles: [] });
  const { backends: _, ...well } = status;
  await report(well);
  expect(await health(slug)).toEqual({ troubles: [] });
  await expect(readBackendHealth(contextOf(market.stranger), market.workspace, slug)).rejects.toEqual(
    refusal("not-found"),
  );
});

test("an unused backend is deleted", async () => {
  const { slug } = await create();
  await expect(deleteBackend(contextOf(market.viewer), market.workspace, slug, undefined)).rejects.toEqual(
    refusal("not-permitted"),
  );
  await deleteBackend(publisher(), market.workspace, slug, 1);
  await expect(readBackend(publisher(), market.workspace, slug)).rejects.toEqual(refusal("not-found"));
});

test("the list is paged by slug", async () => {
  const mine = [await create(), await create()].map(({ slug }) => slug);
  const all: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listBackends(publisher(), market.workspace, { limit: 1, cursor });
    all.push(...page.items.map(({ slug }) => slug));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(all).toEqual(expect.arrayContaining(mine));
  expect(all).toEqual(all.toSorted());
});

test("the versions that call a backend are named, and strangers learn nothing of them", async () => {
  const backend = await create();
  const version = { name: "v1", import: await importOf(["list"]), backend: backend.slug };
  const api = await liveApi([], { version });
  const uses = (who: Market["viewer"]) => readBackendUses(contextOf(who), market.workspace, backend.slug);
  expect(await uses(market.viewer)).toEqual({
    usedBy: [{ api: api.slug, apiName: api.name, version: "v1", isLive: true }],
    policies: [],
  });
  await expect(uses(market.stranger)).rejects.toEqual(refusal("not-found"));
});
