import { beforeAll, expect, test } from "vitest";
import { clientHash } from "../contract/client-hash.ts";
import { testDatabase } from "../db/testing.ts";
import { partName } from "../publishing/mark-changed.ts";
import { listKeysOfPart } from "../publishing/source-queries.ts";
import { cancelSubscription } from "../subscriptions/cancel.ts";
import { lastPartsChanged, type Market, openMarket, race, refusal, subscribe } from "../subscriptions/testing.ts";
import { createKey } from "./create.ts";
import { registerClientInput } from "./input.ts";
import { registerClient } from "./register-client.ts";
import { revokeKey } from "./revoke.ts";
import { revokeClient } from "./revoke-client.ts";
import { rotateKey } from "./rotate.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
let id: string;
beforeAll(async () => {
  market = await openMarket(db);
  id = await subscribe(started, market);
});

const ISSUER = "https://login.example";
const enter = (client: string, who = market.approver, subscription = id) =>
  registerClient(contextOf(who), subscription, { issuer: ISSUER, client });

test("a client stands among the keys of its part, and goes when it is taken out", async () => {
  const view = await enter("garden-planner");
  expect(view).toMatchObject({ kind: "client", label: "garden-planner", prefix: ISSUER, state: "working" });

  const { plan } = await db.subscription.findUniqueOrThrow({ where: { id }, include: { plan: true } });
  const hash = clientHash({ product: plan.productId, issuer: ISSUER, client: "garden-planner" });
  const firstByte = Number.parseInt(hash.slice(0, 2), 16);
  const entry = { hash, subscription: id, endsAtSeconds: null };
  expect(await listKeysOfPart(db, firstByte)).toContainEqual(entry);
  expect(await lastPartsChanged(db)).toEqual([partName.key(Buffer.from(hash, "hex"))]);

  await revokeClient(contextOf(market.approver), id, view.id);
  expect(await listKeysOfPart(db, firstByte)).not.toContainEqual(entry);
  expect(await db.auditEvent.findFirstOrThrow({ orderBy: { id: "desc" } })).toMatchObject({ action: "client.revoke" });
});

test("a certificate is found by its fingerprint, however it was written", async () => {
  const written = `${"AB:".repeat(31)}CD`;
  const view = await registerClient(
    contextOf(market.approver),
    id,
    registerClientInput.parse({ certificate: written }),
  );
  expect(view).toMatchObject({ kind: "certificate", prefix: "abababababab", lastFour: "abcd" });
});

test("only who decides for the workspace enters and takes out; keys stay the team's", async () => {
  const { id: clientId } = await enter("mine");
  await expect(enter("other", market.developer)).rejects.toEqual(refusal("own-request"));
  await expect(enter("other", market.stranger)).rejects.toEqual(refusal("not-found"));
  await expect(revokeClient(contextOf(market.developer), id, clientId)).rejects.toEqual(refusal("own-request"));
  const key = await createKey(contextOf(market.developer), id, { label: "", expiresAt: undefined });
  await expect(revokeClient(contextOf(market.approver), id, key.id)).rejects.toEqual(refusal("not-found"));
  await expect(revokeKey(contextOf(market.developer), id, clientId)).rejects.toEqual(refusal("not-found"));
  await expect(rotateKey(contextOf(market.developer), id, clientId, { overlap: "1h" })).rejects.toEqual(
    refusal("wrong-state"),
  );
});

test("a client belongs to one subscription of a product, and to none that has ended", async () => {
  await enter("taken");
  const second = await subscribe(started, market);
  await expect(enter("taken", market.approver, second)).resolves.toMatchObject({ state: "working" });
  await expect(enter("taken")).rejects.toEqual(refusal("already-exists"));
  await expect(race(enter("race"), enter("race"))).resolves.toEqual({ won: 1, lost: [409] });
  await cancelSubscription(contextOf(market.developer), second, {});
  await expect(enter("late", market.approver, second)).rejects.toEqual(refusal("wrong-state"));
});
