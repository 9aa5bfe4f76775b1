import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { openWorkshop } from "../catalog/testing.ts";
import { testDatabase } from "../db/testing.ts";
import { partName } from "../publishing/mark-changed.ts";
import { lastPartsChanged, type Market, openMarket, race, refusal } from "../subscriptions/testing.ts";
import { changeBackend } from "./change.ts";
import { createBackend } from "./create.ts";
import { deleteBackend } from "./delete.ts";
import { backendInput } from "./input.ts";
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
  });
  await expect(uses(market.stranger)).rejects.toEqual(refusal("not-found"));
});
