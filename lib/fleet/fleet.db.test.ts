import { generateKeyPairSync, randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { sha256 } from "../crypto/sha256.ts";
import { testDatabase } from "../db/testing.ts";
import { enrol, openWorkspace } from "../identity/testing.ts";
import { encryptionKey } from "../publishing/testing.ts";
import { authenticateGateway } from "./authenticate.ts";
import { changeGroup } from "./change-group.ts";
import { createGroup } from "./create-group.ts";
import { listGateways, readGateway } from "./read-gateway.ts";
import { listGroups, readGroup } from "./read-group.ts";
import { recordStatus } from "./record-status.ts";
import { registerGateway } from "./register.ts";
import { revokeGateway } from "./revoke.ts";
import { rotateGatewayToken } from "./rotate-token.ts";

const { db, contextOf } = testDatabase();
const signingKey = generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();
const keys = { encryptionKey, signingKey };

let admin: ReturnType<typeof contextOf>;
beforeAll(async () => {
  admin = contextOf((await enrol(db, { isAdmin: true })).actor);
});

test("a group has a key of its own, sealed, and wakes the compiler", async () => {
  const one = await newGroup();
  const two = await newGroup();
  const rows = await db.gatewayGroup.findMany({ where: { id: { in: [one.id, two.id] } } });
  expect(rows[0]?.sealedKey).not.toEqual(rows[1]?.sealedKey);
  expect(await db.snapshotChange.count({ where: { groupId: one.id } })).toBeGreaterThan(0);
  expect(await db.auditEvent.count({ where: { action: "gateway-group.create", subjectId: one.id } })).toBe(1);
  const input = { slug: one.slug, name: "Again", publicUrls: [] };
  await expect(createGroup(admin, encryptionKey, input)).rejects.toMatchObject({ slug: "already-exists" });
});

test("a group is changed by who saw its present version", async () => {
  const { slug } = await newGroup();
  expect(await changeGroup(admin, slug, { publicUrls: ["https://a.example"] }, 1)).toMatchObject({ rowVersion: 2 });
  await expect(changeGroup(admin, slug, { name: "B" }, 1)).rejects.toMatchObject({ slug: "precondition-failed" });
  expect(await readGroup(admin, slug)).toMatchObject({ publicUrls: ["https://a.example"], name: slug });
});

test("a registered gateway is told its token once; the database has its hash only", async () => {
  const group = await newGroup();
  const registered = await newGateway(group.slug);
  expect(Buffer.from(registered.groupKey, "base64")).toHaveLength(32);
  expect(registered.signingPublicKeys).toMatch(/^[0-9a-f]{16}=[A-Za-z0-9+/]+=*$/);
  const row = await db.gateway.findUniqueOrThrow({ where: { id: registered.gateway.id } });
  expect(row.tokenHash).toEqual(sha256(registered.token));
  const audit = await db.auditEvent.findMany({ where: { subjectId: row.id } });
  const shown = JSON.stringify([await readGateway(admin, row.id), audit.map((entry) => entry.after)]);
  expect(shown).not.toContain(registered.token);
  expect(shown).not.toContain(registered.groupKey);
  const again = { name: registered.gateway.name, group: group.slug, labels: {} };
  await expect(registerGateway(admin, keys, again)).rejects.toMatchObject({ slug: "already-exists" });
  await expect(registerGateway(admin, keys, { ...again, group: "none" })).rejects.toMatchObject({ slug: "not-found" });
});

test("two who rotate at once: one wins, and the token that was handed out last is good", async () => {
  const { gateway } = await newGateway((await newGroup()).slug);
  const both = await Promise.allSettled([1, 2].map(() => rotateGatewayToken(admin, gateway.id, { overlap: "1h" })));
  const tokens = both.flatMap((result) => (result.status === "fulfilled" ? [result.value.token] : []));
  const last = await rotateGatewayToken(admin, gateway.id, { overlap: "1h" });
  expect(tokens.length).toBeGreaterThan(0);
  expect((await authenticateGateway(admin, `Bearer ${last.token}`)).id).toBe(gateway.id);
});

test("a heartbeat is answered with how many gateways of the group report", async () => {
  const { slug } = await newGroup();
  const [one, two, three] = [await newGateway(slug), await newGateway(slug), await newGateway(slug)];
  await newGateway((await newGroup()).slug);
  const beat = async ({ token }: { token: string }, now = new Date()) =>
    recordStatus(contextOf(admin.actor, now), await authenticateGateway(admin, `Bearer ${token}`), {
      node: "node-of-the-test",
      version: "1",
      capabilities: [],
      applied: null,
      refused: null,
      uptimeSeconds: 1,
      load: { requestsInFlight: 0, residentBytes: 0 },
    });
  expect(await beat(one)).toEqual({ gateways: 1 });
  expect(await beat(two)).toEqual({ gateways: 2 });
  await beat(three);
  await revokeGateway(admin, three.gateway.id);
  expect(await beat(one)).toEqual({ gateways: 2 });
  expect(await beat(one, new Date(Date.now() + 60_000))).toEqual({ gateways: 1 });
});

test("a revoked gateway is neither rotated nor revoked again, and stands so in lists", async () => {
  const group = await newGroup();
  const { gateway } = await newGateway(group.slug);
  expect(await revokeGateway(admin, gateway.id)).toMatchObject({ state: "revoked" });
  await expect(revokeGateway(admin, gateway.id)).rejects.toMatchObject({ slug: "wrong-state" });
  await expect(rotateGatewayToken(admin, gateway.id, { overlap: "1h" })).rejects.toMatchObject({ slug: "wrong-state" });
  expect((await readGroup(admin, group.slug)).gateways).toMatchObject({ revoked: 1, registered: 0 });
});

test("lists go on where the page before ended", async () => {
  const { slug } = await newGroup();
  for (let i = 0; i < 3; i++) await newGateway(slug);
  const first = await listGateways(admin, { group: slug, limit: 2, cursor: undefined });
  const second = await listGateways(admin, { group: slug, limit: 2, cursor: first.nextCursor ?? undefined });
  const names = [...first.items, ...second.items].map((gateway) => gateway.name);
  expect(new Set(names).size).toBe(3);
  expect(second.nextCursor).toBeNull();
  expect((await listGroups(admin, { limit: 1, cursor: undefined })).items).toHaveLength(1);
});

test("only the installation's administrators look after gateways", async () => {
  const workspace = await openWorkspace(db);
  const owner = contextOf((await enrol(db, { roles: { [workspace.id]: "owner" } })).actor);
  const group = await newGroup();
  const { gateway } = await newGateway(group.slug);
  const refused = { slug: "not-permitted" };
  const input = { slug: newSlug(), name: "A", publicUrls: [] };
  await expect(createGroup(owner, encryptionKey, input)).rejects.toMatchObject(refused);
  await expect(changeGroup(owner, group.slug, { name: "A" }, undefined)).rejects.toMatchObject(refused);
  await expect(registerGateway(owner, keys, { name: newSlug(), group: group.slug, labels: {} })).rejects.toMatchObject(
    refused,
  );
  await expect(rotateGatewayToken(owner, gateway.id, { overlap: "1h" })).rejects.toMatchObject(refused);
  await expect(revokeGateway(owner, gateway.id)).rejects.toMatchObject(refused);
  await expect(readGateway(owner, gateway.id)).rejects.toMatchObject(refused);
  await expect(readGroup(contextOf({ kind: "anonymous" }), group.slug)).rejects.toMatchObject({
    slug: "not-signed-in",
  });
});

function newSlug() {
  return `g${randomUUID()}`;
}

function newGroup() {
  const slug = newSlug();
  return createGroup(admin, encryptionKey, { slug, name: slug, publicUrls: [] });
}

function newGateway(group: string) {
  return registerGateway(admin, keys, { name: newSlug(), group, labels: { zone: "a" } });
}
