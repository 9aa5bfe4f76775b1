import { generateKeyPairSync, randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, test } from "vitest";
import { systemContext } from "../context.ts";
import { readSigningKey } from "../crypto/sign.ts";
import { testDatabase } from "../db/testing.ts";
import { openWorkspace } from "../identity/testing.ts";
import { assertLoads } from "./assert-loads.ts";
import { type Compiler, startCompiler } from "./compiler.ts";
import { markChanged, partName } from "./mark-changed.ts";
import { pruneSnapshots } from "./retention.ts";
import { encryptionKey, insertGroup, insertServedApi } from "./testing.ts";

const { db, url } = testDatabase();
const pem = generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();
const keys = { encryptionKey, signingKey: readSigningKey(pem) };
const compilers: Compiler[] = [];

let workspaceId: string;
beforeAll(async () => {
  workspaceId = (await openWorkspace(db)).id;
});
afterEach(async () => {
  for (const compiler of compilers.splice(0)) await compiler.stop();
});

test("a group that is there before the compiler gets its first snapshot at once", async () => {
  const group = await insertGroup(db, newSlug());
  start();
  await generation(group.id, 1);
});

test("a change wakes it, and several compilers build each generation once", async () => {
  const group = await insertGroup(db, newSlug());
  for (let i = 0; i < 3; i++) start();
  await generation(group.id, 1);
  const api = await insertServedApi(db, { workspaceId, groupId: group.id }, newSlug());
  await note(partName.api(api.id));
  await generation(group.id, 2);
  expect(await db.snapshot.count({ where: { groupId: group.id } })).toBe(2);
});

test("a database that drops all connections is built from again, what was changed meanwhile included", async () => {
  const group = await insertGroup(db, newSlug());
  start();
  await generation(group.id, 1);
  const api = await insertServedApi(db, { workspaceId, groupId: group.id }, newSlug());
  await db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  await note(partName.api(api.id));
  await generation(group.id, 2);
});

test("publishing what a gateway would refuse fails in the verb, with the reason", async () => {
  const group = await insertGroup(db, newSlug());
  const place = { workspaceId, groupId: group.id };
  const broken = { inbound: [{ "set-header": { name: "x-a", value: "{{missing}}" } }] };
  const api = await insertServedApi(db, place, newSlug(), broken);
  await expect(db.$transaction((tx) => assertLoads(tx, api.id))).rejects.toMatchObject({
    slug: "snapshot-not-loadable",
    detail: expect.stringContaining("{{missing}}"),
  });
  const good = await insertServedApi(db, place, newSlug(), {
    inbound: [{ "set-header": { name: "x-a", value: "b" } }],
  });
  await db.$transaction((tx) => assertLoads(tx, good.id));
});

test("old generations go, with the parts that only they had; what is served stays whole", async () => {
  const group = await insertGroup(db, newSlug());
  start();
  await generation(group.id, 1);
  const api = await insertServedApi(db, { workspaceId, groupId: group.id }, newSlug());
  await note(partName.api(api.id));
  await generation(group.id, 2);
  const [onlyThen] = await db.groupPart.findMany({ where: { groupId: group.id, name: partName.api(api.id) } });
  await db.api.update({ where: { id: api.id }, data: { name: "Changed" } });
  await note(partName.api(api.id));
  await generation(group.id, 3);

  await db.snapshot.updateMany({ where: { groupId: group.id, generation: 3 }, data: { generation: 600 } });
  const later = new Date(Date.now() + 7_200_000);
  await pruneSnapshots({ ...systemContext(db, "test"), now: () => later });
  expect(await db.snapshot.findMany({ where: { groupId: group.id } })).toMatchObject([{ generation: 600 }]);
  expect(await db.snapshotPart.count({ where: { sha256: onlyThen?.sha256 ?? "" } })).toBe(0);
  const present = await db.groupPart.findMany({ where: { groupId: group.id } });
  const hashes = [...new Set(present.map(({ sha256 }) => sha256))];
  expect(await db.snapshotPart.count({ where: { sha256: { in: hashes } } })).toBe(hashes.length);
});

function start() {
  compilers.push(startCompiler({ db, url, keys }));
}

async function generation(groupId: string, wanted: number) {
  const newest = () => db.snapshot.aggregate({ where: { groupId }, _max: { generation: true } });
  await expect.poll(async () => (await newest())._max.generation, { timeout: 15_000, interval: 20 }).toBe(wanted);
}

/** A pool whose connections were cut may fail once more before it notices. */
async function note(...parts: string[]) {
  const write = () => db.$transaction((tx) => markChanged(tx, parts, null));
  await write().catch(write);
}

function newSlug() {
  return `x${randomUUID()}`;
}
