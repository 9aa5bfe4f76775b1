import { beforeAll, describe, expect, test } from "vitest";
import { isMistypedApiKey } from "../contract/keys.ts";
import { sha256 } from "../crypto/sha256.ts";
import { testDatabase } from "../db/testing.ts";
import { partName } from "../publishing/mark-changed.ts";
import { cancelSubscription } from "../subscriptions/cancel.ts";
import { type Market, openMarket, partsChanged, race, refusal, subscribe } from "../subscriptions/testing.ts";
import { createKey } from "./create.ts";
import { registerKeyInput, rotateKeyInput } from "./input.ts";
import { KEYS_MAX } from "./key.ts";
import { listKeys } from "./read.ts";
import { registerKey } from "./register.ts";
import { revokeKey } from "./revoke.ts";
import { rotateKey } from "./rotate.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
let subscriptionId: string;
beforeAll(async () => {
  market = await openMarket(db);
  subscriptionId = await subscribe(started, market);
});

const noEnd = { label: "server", expiresAt: undefined };
const make = (id = subscriptionId, who = market.developer) => createKey(contextOf(who), id, noEnd);
const listed = async (id = subscriptionId) =>
  (await listKeys(contextOf(market.developer), id, { cursor: undefined, limit: 100 })).items;
const lastAudit = () => db.auditEvent.findFirstOrThrow({ orderBy: { id: "desc" } });

describe("creating", () => {
  test("shows the key once and keeps its hash and marks; it may be made while the request waits", async () => {
    const { key, ...rest } = await make();
    expect(key).toMatch(/^gh_live_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(isMistypedApiKey(key)).toBe(false);
    expect(rest).toMatchObject({
      label: "server",
      prefix: key.slice(0, 12),
      lastFour: key.slice(-4),
      state: "working",
    });

    const row = await db.apiKey.findUniqueOrThrow({ where: { id: rest.id } });
    expect(Buffer.from(row.hash)).toEqual(Buffer.from(sha256(key)));
    expect(JSON.stringify([row, await listed(), (await lastAudit()).after])).not.toContain(key);
    expect(await lastAudit()).toMatchObject({ action: "key.create", subjectId: rest.id });
    expect(await partsChanged(db)).toContain(partName.key(row.hash));
  });

  test("is refused for what has ended, for other teams, and beyond the bound", async () => {
    const ended = await subscribe(started, market);
    await cancelSubscription(contextOf(market.developer), ended, {});
    await expect(make(ended)).rejects.toEqual(refusal("wrong-state"));
    await expect(make(subscriptionId, market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(make(subscriptionId, market.approver)).rejects.toEqual(refusal("not-found"));

    const full = await subscribe(started, market);
    for (let i = 1; i < KEYS_MAX; i++) await make(full);
    await expect(race(make(full), make(full))).resolves.toEqual({ won: 1, lost: [409] });
  });

  test("takes an end date in the future only", async () => {
    const now = new Date("2026-11-20T10:00:00.000Z");
    const ctx = contextOf(market.developer, now);
    const past = createKey(ctx, subscriptionId, { label: "", expiresAt: now });
    await expect(past).rejects.toEqual(refusal("invalid-input"));
    const expiresAt = new Date("2026-11-20T10:00:01.000Z");
    await expect(createKey(ctx, subscriptionId, { label: "", expiresAt })).resolves.toMatchObject({
      expiresAt: "2026-11-20T10:00:01.000Z",
    });
  });
});

describe("registering", () => {
  const register = (key: string, id = subscriptionId) =>
    registerKey(contextOf(market.developer), id, { ...noEnd, key });

  test("takes a key over without showing or keeping it", async () => {
    const key = "brought-from-elsewhere";
    const view = await register(key);
    expect(view).toMatchObject({ prefix: "", lastFour: "here" });
    expect(JSON.stringify([view, await listed(), (await lastAudit()).after])).not.toContain(key);
    expect(await partsChanged(db)).toContain(partName.key(sha256(key)));
  });

  test("refuses a key that is or was in use, whoever asks", async () => {
    const key = "used-by-somebody-else";
    const { id } = await register(key);
    const other = await subscribe(started, market);
    await expect(register(key, other)).rejects.toEqual(refusal("already-exists"));
    await revokeKey(contextOf(market.developer), subscriptionId, id);
    await expect(register(key, other)).rejects.toEqual(refusal("already-exists"));
  });

  test.each([
    ["short", "15-characters--"],
    ["with a space", "sixteen characters"],
    ["of one letter", "a".repeat(40)],
    ["mistyped", `gh_live_${"A".repeat(20)}${"abcdefghijklmnopqrstuvw"}_000000`],
  ])("refuses a key that is %s", (_, key) => {
    expect(registerKeyInput.safeParse({ key }).success).toBe(false);
  });
});

describe("rotating", () => {
  const now = new Date("2026-11-20T10:00:00.000Z");
  const rotate = (id: string, overlap = "1h", who = market.developer) =>
    rotateKey(contextOf(who, now), subscriptionId, id, rotateKeyInput.parse({ overlap }));

  test("makes a successor and lets the old key work for the overlap", async () => {
    const old = await make();
    const rotated = await rotate(old.id);
    expect(rotated).toMatchObject({ label: "server", expiresAt: null, state: "working" });
    expect(rotated.replaced).toMatchObject({
      id: old.id,
      state: "rotated",
      expiresAt: "2026-11-20T11:00:00.000Z",
      successorId: rotated.id,
    });
    expect(await lastAudit()).toMatchObject({ action: "key.rotate", subjectId: old.id });
    const parts = await partsChanged(db);
    for (const key of [old.key, rotated.key]) expect(parts).toContain(partName.key(sha256(key)));
  });

  test("without an overlap ends the old key at once", async () => {
    const old = await make();
    expect((await rotate(old.id, "0s")).replaced).toMatchObject({ state: "expired", expiresAt: now.toISOString() });
  });

  test("is done once: the successor is rotated next", async () => {
    const old = await make();
    const { id } = await rotate(old.id);
    await expect(rotate(old.id)).rejects.toEqual(refusal("wrong-state"));
    await expect(rotate(id)).resolves.toMatchObject({ state: "working" });
  });

  test("is won by exactly one of two, and makes one key", async () => {
    const old = await make();
    const before = (await listed()).length;
    await expect(race(rotate(old.id), rotate(old.id))).resolves.toEqual({ won: 1, lost: [409] });
    expect(await listed()).toHaveLength(before + 1);
  });

  test("is the team's business", async () => {
    const { id } = await make();
    await expect(rotate(id, "1h", market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(rotate(id, "1h", market.publisher)).rejects.toEqual(refusal("not-found"));
  });
});

describe("revoking", () => {
  const revoke = (id: string, who = market.developer) => revokeKey(contextOf(who), subscriptionId, id);

  test("ends the key and has its part rebuilt", async () => {
    const { id, key } = await make();
    const changes = await db.snapshotChange.count();
    await expect(revoke(id)).resolves.toMatchObject({ state: "revoked" });
    expect(await db.snapshotChange.count()).toBe(changes + 1);
    const change = await db.snapshotChange.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(change).toMatchObject({ part: partName.key(sha256(key)), auditId: (await lastAudit()).id });
  });

  test("is done once, by the team, on a key of that subscription", async () => {
    const { id } = await make();
    const other = await subscribe(started, market);
    await expect(revokeKey(contextOf(market.developer), other, id)).rejects.toEqual(refusal("not-found"));
    await expect(revoke(id, market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(race(revoke(id), revoke(id))).resolves.toEqual({ won: 1, lost: [409] });
  });

  test("is possible after the subscription has ended", async () => {
    const ended = await subscribe(started, market);
    const { id } = await make(ended);
    await cancelSubscription(contextOf(market.developer), ended, {});
    await expect(revokeKey(contextOf(market.developer), ended, id)).resolves.toMatchObject({ state: "revoked" });
  });
});

test("team and workspace see a subscription's keys, page by page; strangers do not", async () => {
  const id = await subscribe(started, market);
  const made = [(await make(id)).id, (await make(id)).id, (await make(id)).id];
  const see = (who = market.developer, cursor?: string) => listKeys(contextOf(who), id, { cursor, limit: 2 });
  const first = await see(market.viewer);
  const rest = await see(market.developer, first.nextCursor ?? "");
  expect([...first.items, ...rest.items].map((key) => key.id)).toEqual(made.reverse());
  await expect(see(market.stranger)).rejects.toEqual(refusal("not-found"));
});
