import { generateKeyPairSync, randomUUID, verify } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { systemContext } from "../context.ts";
import { canonicalJson } from "../contract/canonical.ts";
import { type ApiPart, type KeysPart, manifest } from "../contract/snapshot.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import { readSigningKey } from "../crypto/sign.ts";
import { testDatabase } from "../db/testing.ts";
import { buildGroup } from "./build-group.ts";
import { markChanged, partName } from "./mark-changed.ts";
import {
  encryptionKey,
  insertGroup,
  insertKey,
  insertServedApi,
  insertSubscription,
  insertWorkspace,
} from "./testing.ts";

const { db } = testDatabase();
const pair = generateKeyPairSync("ed25519");
const signingKey = readSigningKey(pair.privateKey.export({ format: "pem", type: "pkcs8" }).toString());
const ctx = systemContext(db, "compiler");
const broken = { inbound: [{ "rate-limit": { calls: 0, "renewal-period": "60s" } }] };

let workspaceId: string;
beforeAll(async () => {
  workspaceId = (await insertWorkspace(db, "acme")).id;
});

test("a group's first build holds everything, signed, and each part is found under its hash", async () => {
  const group = await newGroup();
  const api = await insertServedApi(db, { workspaceId, groupId: group.id }, newSlug());
  const { plan, subscription } = await insertSubscription(db, workspaceId, [api.id]);
  const key = await insertKey(db, subscription.id, randomUUID());
  expect(await build(group.id)).toMatchObject({ generation: 1, hasMore: false });

  const { signature, ...body } = await newest(group.id);
  expect(verify(null, Buffer.from(canonicalJson(body)), pair.publicKey, Buffer.from(signature.value, "base64"))).toBe(
    true,
  );
  expect(body).toMatchObject({ format: 1, group: group.slug, generation: 1, requires: [] });
  expect(await partOf<ApiPart>(group.id, partName.api(api.id))).toMatchObject({ slug: api.slug, workspace: "acme" });
  expect(await partOf(group.id, "plans")).toMatchObject({ plans: { [plan.id]: { apis: [api.id] } } });
  expect(await partOf(group.id, "settings")).toEqual({ publicUrls: ["https://api.example.com"] });
  expect(await partOf(group.id, partName.subscription(subscription.id))).toMatchObject({
    subscriptions: { [subscription.id]: { plan: plan.id, state: "active", endsAt: null } },
  });
  const keys = await partOf<KeysPart>(group.id, partName.key(key.hash));
  expect(keys.keys[Buffer.from(key.hash).toString("hex")]).toEqual([subscription.id, 0]);
});

test("a change rebuilds its own part and no other, and says what led to it", async () => {
  const { group, subscription } = await servedGroup();
  const key = await insertKey(db, subscription.id, randomUUID());
  await note(partName.key(key.hash));
  await build(group.id);
  const before = await newest(group.id);

  await db.apiKey.update({ where: { id: key.id }, data: { revokedAt: new Date() } });
  await note(partName.key(key.hash));
  expect(await build(group.id)).toMatchObject({ generation: before.generation + 1 });
  const after = await newest(group.id);
  const changed = Object.keys(before.parts).filter((name) => before.parts[name]?.sha256 !== after.parts[name]?.sha256);
  expect(changed).toEqual([partName.key(key.hash)]);
  const row = await db.snapshot.findFirstOrThrow({ where: { groupId: group.id }, orderBy: { generation: "desc" } });
  expect(row.cause).toEqual([{ part: partName.key(key.hash) }]);
});

test("rows that come out as they were make no generation, and the change is done with", async () => {
  const { group, api } = await servedGroup();
  await note(partName.api(api.id), partName.plans());
  expect(await build(group.id)).toEqual({ generation: undefined, hasMore: false });
  expect(await db.snapshotChange.count({ where: { groupId: group.id } })).toBe(0);
});

test("an archived API leaves the snapshot", async () => {
  const { group, api } = await servedGroup();
  await db.api.update({ where: { id: api.id }, data: { archivedAt: new Date() } });
  await note(partName.api(api.id));
  await build(group.id);
  expect((await newest(group.id)).parts).not.toHaveProperty([partName.api(api.id)]);
});

test("a part that would not load keeps its last good form, shows why, and holds up no other change", async () => {
  const { group, api, subscription } = await servedGroup();
  const good = await partOf(group.id, partName.api(api.id));
  await setPolicies(api, broken);
  const key = await insertKey(db, subscription.id, randomUUID());
  await note(partName.api(api.id), partName.key(key.hash));
  expect((await build(group.id)).generation).toBe(2);

  expect(await partOf(group.id, partName.api(api.id))).toEqual(good);
  expect((await newest(group.id)).parts).toHaveProperty([partName.key(key.hash)]);
  const [fault] = await db.snapshotFault.findMany({ where: { groupId: group.id } });
  expect(fault).toMatchObject({ part: partName.api(api.id), reason: expect.stringContaining("calls") });
  const audit = { action: "snapshot.fault", subjectId: api.id, workspaceId };
  expect(await db.auditEvent.count({ where: audit })).toBe(1);

  await note(partName.api(api.id));
  await build(group.id);
  expect(await db.auditEvent.count({ where: audit }), "the same fault is told once").toBe(1);

  await setPolicies(api, { inbound: [{ "set-header": { name: "a", value: "b" } }] });
  await note(partName.api(api.id));
  await build(group.id);
  expect(await db.snapshotFault.count({ where: { groupId: group.id } })).toBe(0);
  expect((await newest(group.id)).requires).toEqual(["policy:set-header@1"]);
});

test("an API does not take the place of another whose move away cannot be served, and takes it once that is mended", async () => {
  const { group, api: leaving } = await servedGroup();
  const arriving = await insertServedApi(db, { workspaceId, groupId: group.id }, newSlug());
  await note(partName.api(arriving.id));
  await build(group.id);

  await db.api.update({ where: { id: leaving.id }, data: { basePath: "/elsewhere" } });
  await setPolicies(leaving, broken);
  await db.api.update({ where: { id: arriving.id }, data: { basePath: `/${leaving.slug}` } });
  await note(partName.api(arriving.id), partName.api(leaving.id));
  await build(group.id);
  expect(await partOf(group.id, partName.api(arriving.id))).toMatchObject({ basePath: `/${arriving.slug}` });
  expect(await db.snapshotFault.count({ where: { groupId: group.id } })).toBe(2);

  await setPolicies(leaving, {});
  await note(partName.api(leaving.id));
  await build(group.id);
  expect(await partOf(group.id, partName.api(arriving.id))).toMatchObject({ basePath: `/${leaving.slug}` });
  expect(await db.snapshotFault.count({ where: { groupId: group.id } })).toBe(0);
});

test("two APIs may swap their places within one build", async () => {
  const { group, api: one } = await servedGroup();
  const two = await insertServedApi(db, { workspaceId, groupId: group.id }, newSlug());
  await note(partName.api(two.id));
  await build(group.id);
  await db.api.update({ where: { id: one.id }, data: { basePath: `/${two.slug}` } });
  await db.api.update({ where: { id: two.id }, data: { basePath: `/${one.slug}` } });
  await note(partName.api(one.id), partName.api(two.id));
  await build(group.id);
  expect(await partOf(group.id, partName.api(one.id))).toMatchObject({ basePath: `/${two.slug}` });
  expect(await partOf(group.id, partName.api(two.id))).toMatchObject({ basePath: `/${one.slug}` });
});

test("builds at the same time give one generation after the other and lose nothing", async () => {
  const { group, subscription } = await servedGroup();
  const keys = await Promise.all(Array.from({ length: 8 }, () => insertKey(db, subscription.id, randomUUID())));
  await Promise.all(
    keys.map(async (key) => {
      await note(partName.key(key.hash));
      await build(group.id);
    }),
  );
  const { parts, generation } = await newest(group.id);
  expect(await db.snapshot.count({ where: { groupId: group.id } })).toBe(generation);
  for (const key of keys) expect(parts).toHaveProperty([partName.key(key.hash)]);
  expect(await db.snapshotChange.count({ where: { groupId: group.id } })).toBe(0);
});

async function servedGroup() {
  const group = await newGroup();
  const api = await insertServedApi(db, { workspaceId, groupId: group.id }, newSlug());
  const { subscription } = await insertSubscription(db, workspaceId, [api.id]);
  await build(group.id);
  return { group, api, subscription };
}

function newGroup() {
  return insertGroup(db, newSlug());
}

function newSlug() {
  return `x${randomUUID()}`;
}

function build(groupId: string) {
  return buildGroup(ctx, groupId, { encryptionKey, signingKey });
}

function note(...parts: string[]) {
  return db.$transaction((tx) => markChanged(tx, parts, null));
}

async function setPolicies(api: { versions: { id: string }[] }, policies: object) {
  await db.revision.updateMany({ where: { versionId: api.versions[0]?.id ?? "" }, data: { policies } });
}

async function newest(groupId: string) {
  const row = await db.snapshot.findFirstOrThrow({ where: { groupId }, orderBy: { generation: "desc" } });
  return manifest.parse(JSON.parse(Buffer.from(row.manifest).toString("utf8")));
}

async function partOf<T>(groupId: string, name: string): Promise<T> {
  const reference = (await newest(groupId)).parts[name];
  const row = await db.snapshotPart.findUniqueOrThrow({ where: { sha256: reference?.sha256 ?? "" } });
  const content = gunzipSync(row.gzip);
  expect(sha256Hex(content)).toBe(reference?.sha256);
  expect(content.length).toBe(reference?.bytes);
  return JSON.parse(content.toString("utf8"));
}
