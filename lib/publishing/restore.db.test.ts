import { generateKeyPairSync, randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { recordAudit } from "../audit/record.ts";
import { systemContext } from "../context.ts";
import { readSigningKey } from "../crypto/sign.ts";
import { testDatabase } from "../db/testing.ts";
import { inTransaction } from "../db/transaction.ts";
import { enrol, openWorkspace } from "../identity/testing.ts";
import { buildGroup } from "./build-group.ts";
import { markChanged, partName } from "./mark-changed.ts";
import { listSnapshots, readSnapshot } from "./read-snapshots.ts";
import { restoreSnapshot } from "./restore.ts";
import { encryptionKey, insertGroup, insertKey, insertServedApi, insertSubscription } from "./testing.ts";

const { db, contextOf } = testDatabase();
const pem = generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();
const signingKey = readSigningKey(pem);

let admin: ReturnType<typeof contextOf>;
let workspaceId: string;
beforeAll(async () => {
  admin = contextOf((await enrol(db, { isAdmin: true })).actor);
  workspaceId = (await openWorkspace(db)).id;
});

test("the configuration of an earlier generation comes back as a new one, and what was revoked since stays revoked", async () => {
  const { group, api, subscription } = await servedGroup();
  const key = await insertKey(db, subscription.id, randomUUID());
  await change(group.id, null, partName.key(key.hash));
  const before = await readSnapshot(admin, group.slug, 2);

  const added = await insertServedApi(db, { workspaceId, groupId: group.id }, newSlug());
  const { plan } = await insertSubscription(db, workspaceId, [added.id]);
  await db.api.update({ where: { id: api.id }, data: { name: "Changed" } });
  await db.apiKey.update({ where: { id: key.id }, data: { revokedAt: new Date() } });
  await change(group.id, null, partName.api(api.id), partName.api(added.id), partName.key(key.hash), partName.plans());

  expect(await restoreSnapshot(admin, signingKey, group.slug, 2, {})).toMatchObject({ generation: 4, restoredFrom: 2 });
  const after = await readSnapshot(admin, group.slug, 4);
  expect(after.parts[partName.api(api.id)]).toEqual(before.parts[partName.api(api.id)]);
  expect(after.parts).not.toHaveProperty([partName.api(added.id)]);
  expect(after.parts).not.toHaveProperty([partName.key(key.hash)]);
  expect(await planIds(after.parts.plans?.sha256)).toContain(plan.id);
  expect(await db.auditEvent.count({ where: { action: "snapshot.restore", subjectId: group.id } })).toBe(1);
});

test("what changes after a restore is built from its rows", async () => {
  const { group, api } = await servedGroup();
  await db.api.update({ where: { id: api.id }, data: { name: "Second" } });
  await change(group.id, null, partName.api(api.id));
  await restoreSnapshot(admin, signingKey, group.slug, 1, {});
  await change(group.id, null, partName.api(api.id));
  const second = await readSnapshot(admin, group.slug, 2);
  const fourth = await readSnapshot(admin, group.slug, 4);
  expect(fourth.parts).toEqual(second.parts);
});

test("a snapshot says what changed against the one before it, and by whom; lists begin with the newest", async () => {
  const { group, api } = await servedGroup();
  const { name } = await db.api.update({ where: { id: api.id }, data: { name: "Changed" } });
  const part = partName.api(api.id);
  const auditId = await inTransaction(admin, (tx) =>
    recordAudit(tx, admin, { action: "api.change", workspaceId, subjectType: "api", subjectId: api.id }),
  );
  await change(group.id, auditId, part);

  const second = await readSnapshot(admin, group.slug, 2);
  const bytes = second.parts[part]?.bytes;
  expect(second).toMatchObject({
    newestGeneration: 2,
    changes: [{ part, name: expect.stringContaining(name), change: "changed", bytes }],
  });
  const { items } = await listSnapshots(admin, { group: group.slug, limit: 10, cursor: undefined });
  expect(items.map((snapshot) => snapshot.generation)).toEqual([2, 1]);
  expect(items[0]?.cause).toMatchObject([{ part, by: { action: "api.change" } }]);
});

test("the generation that is served cannot be put back, nor one that there is not", async () => {
  const { group } = await servedGroup();
  await expect(restoreSnapshot(admin, signingKey, group.slug, 1, {})).rejects.toMatchObject({ slug: "wrong-state" });
  await expect(restoreSnapshot(admin, signingKey, group.slug, 9, {})).rejects.toMatchObject({ slug: "not-found" });
});

test("only administrators see snapshots and put them back", async () => {
  const { group } = await servedGroup();
  const owner = contextOf((await enrol(db, { roles: { [workspaceId]: "owner" } })).actor);
  const refused = { slug: "not-permitted" };
  await expect(restoreSnapshot(owner, signingKey, group.slug, 1, {})).rejects.toMatchObject(refused);
  await expect(readSnapshot(owner, group.slug, 1)).rejects.toMatchObject(refused);
  await expect(listSnapshots(owner, { group: group.slug, limit: 1, cursor: undefined })).rejects.toMatchObject(refused);
});

async function servedGroup() {
  const group = await insertGroup(db, newSlug());
  const api = await insertServedApi(db, { workspaceId, groupId: group.id }, newSlug());
  const { subscription } = await insertSubscription(db, workspaceId, [api.id]);
  await change(group.id, null);
  return { group, api, subscription };
}

async function change(groupId: string, auditId: bigint | null, ...parts: string[]) {
  await db.$transaction((tx) => markChanged(tx, parts, auditId));
  await buildGroup(systemContext(db, "compiler"), groupId, { encryptionKey, signingKey });
}

async function planIds(sha256 = ""): Promise<string[]> {
  const row = await db.snapshotPart.findUniqueOrThrow({ where: { sha256 } });
  return Object.keys(JSON.parse(gunzipSync(row.gzip).toString()).plans);
}

function newSlug() {
  return `x${randomUUID()}`;
}
