import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { Role } from "../authz/permissions.ts";
import { openText } from "../crypto/seal.ts";
import { testDatabase } from "../db/testing.ts";
import { enrol, openWorkspace } from "../identity/testing.ts";
import { partName } from "../publishing/mark-changed.ts";
import { encryptionKey, insertGroup, insertServedApi, insertSubscription } from "../publishing/testing.ts";
import { changeNamedValue } from "./change-named-value.ts";
import { createNamedValue } from "./create-named-value.ts";
import { deleteNamedValue } from "./delete-named-value.ts";
import { putPolicies } from "./put-document.ts";
import { readPolicies } from "./read-document.ts";
import { listNamedValues, readNamedValue, readNamedValueUses } from "./read-named-values.ts";

const { db, contextOf } = testDatabase();
const header = (value: string) => ({ inbound: ["base", { "set-header": { name: "x-a", value } }] });

let workspace: { id: string; slug: string };
let groupId: string;
const as = async (role: Role) => contextOf((await enrol(db, { roles: { [workspace.id]: role } })).actor);
let publisher: Awaited<ReturnType<typeof as>>;

beforeAll(async () => {
  workspace = await openWorkspace(db);
  groupId = (await insertGroup(db, "default")).id;
  publisher = await as("publisher");
});

test("a workspace's policies read back as they were written, and every API of it is built anew", async () => {
  const { id, slug } = await openWorkspace(db);
  const ctx = contextOf((await enrol(db, { roles: { [id]: "publisher" } })).actor);
  const api = await insertServedApi(db, { workspaceId: id, groupId }, `x${randomUUID()}`);
  expect(await readPolicies(ctx, { workspace: slug })).toEqual({ document: {}, rowVersion: 0, updatedAt: null });

  const document = { inbound: ["base", { id: "mine", "rate-limit": { calls: 5, "renewal-period": "60s" } }] };
  expect(await putPolicies(ctx, { workspace: slug }, document, 0)).toMatchObject({ document, rowVersion: 1 });
  expect(await readPolicies(ctx, { workspace: slug })).toMatchObject({ document, rowVersion: 1 });
  expect(await changesOf(partName.api(api.id))).toBe(1);
  expect(await db.auditEvent.count({ where: { action: "policy.change", subjectId: id } })).toBe(1);
});

test("a product's policies concern the APIs that it opens, and no other", async () => {
  const place = { workspaceId: workspace.id, groupId };
  const [inside, outside] = [await insertServedApi(db, place, "inside"), await insertServedApi(db, place, "outside")];
  const { product } = await insertSubscription(db, workspace.id, [inside.id]);
  await putPolicies(publisher, { workspace: workspace.slug, product: product.slug }, header("b"), undefined);
  expect(await changesOf(partName.api(inside.id))).toBe(1);
  expect(await changesOf(partName.api(outside.id))).toBe(0);
});

test("a fault in a document fails the save, with a pointer to it", async () => {
  const place = { workspace: workspace.slug };
  const unknown = { inbound: [{ "no-such-policy": {} }] };
  await expect(putPolicies(publisher, place, unknown, undefined)).rejects.toMatchObject({
    slug: "invalid-input",
    extensions: { errors: [{ pointer: "/inbound/0/no-such-policy" }] },
  });
  await expect(putPolicies(publisher, place, header("{{missing}}"), undefined)).rejects.toMatchObject({
    extensions: { errors: [{ pointer: "/inbound/1/set-header/value" }] },
  });
});

test("of two who edit one version, the second is told", async () => {
  const { id, slug } = await openWorkspace(db);
  const ctx = contextOf((await enrol(db, { roles: { [id]: "publisher" } })).actor);
  await putPolicies(ctx, { workspace: slug }, header("a"), 0);
  await expect(putPolicies(ctx, { workspace: slug }, header("b"), 0)).rejects.toMatchObject({
    slug: "precondition-failed",
  });
  const both = await Promise.allSettled([1, 2].map((n) => putPolicies(ctx, { workspace: slug }, header(`${n}`), 1)));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a secret is written and never read: not in answers, nor in the audit log, nor in the clear in the database", async () => {
  const secret = `secret-${randomUUID()}`;
  const name = newName();
  const created = await createNamedValue(publisher, encryptionKey, workspace.slug, { name, content: { secret } });
  expect(created).toMatchObject({ kind: "secret", value: null });
  const row = await db.namedValue.findFirstOrThrow({ where: { name } });
  expect(openText(row.sealed ?? new Uint8Array(), encryptionKey)).toBe(secret);
  const { items } = await listNamedValues(publisher, workspace.slug, { limit: 100, cursor: undefined });
  const audit = await db.auditEvent.findMany({ where: { subjectId: row.id } });
  const seen = [items, await readNamedValue(publisher, workspace.slug, name), audit, { ...row, sealed: undefined }];
  expect(JSON.stringify(seen, (_key, value) => (typeof value === "bigint" ? Number(value) : value))).not.toContain(
    secret,
  );
});

test("a name is taken once", async () => {
  const input = { name: newName(), content: { plain: "a" } };
  await createNamedValue(publisher, encryptionKey, workspace.slug, input);
  const again = createNamedValue(publisher, encryptionKey, workspace.slug, input);
  await expect(again).rejects.toMatchObject({ slug: "already-exists" });
});

test("a value that a policy names cannot be deleted, whatever the policy is of; one that none names can", async () => {
  const name = newName();
  await createNamedValue(publisher, encryptionKey, workspace.slug, { name, content: { plain: "a" } });
  const api = await insertServedApi(
    db,
    { workspaceId: workspace.id, groupId },
    `x${randomUUID()}`,
    header(`{{${name}}}`),
  );
  const refused = deleteNamedValue(publisher, workspace.slug, name, undefined);
  await expect(refused).rejects.toMatchObject({ slug: "still-in-use", detail: expect.stringContaining(api.slug) });

  const where = { versionId: api.versions[0]?.id ?? "" };
  await db.revision.updateMany({ where, data: { policies: {}, operationPolicies: { list: header(`{{${name}}}`) } } });
  await expect(deleteNamedValue(publisher, workspace.slug, name, undefined)).rejects.toMatchObject({
    slug: "still-in-use",
  });

  await db.revision.updateMany({ where, data: { operationPolicies: {} } });
  await deleteNamedValue(publisher, workspace.slug, name, undefined);
  await expect(readNamedValue(publisher, workspace.slug, name)).rejects.toMatchObject({ slug: "not-found" });
});

test("a change that would break a policy is refused; another is built into the APIs that use it", async () => {
  const name = newName();
  const content = { plain: "x-good" };
  await createNamedValue(publisher, encryptionKey, workspace.slug, { name, content });
  const policies = { inbound: [{ "set-header": { name: `{{${name}}}`, value: "a" } }] };
  const api = await insertServedApi(db, { workspaceId: workspace.id, groupId }, `x${randomUUID()}`, policies);
  const change = (plain: string) =>
    changeNamedValue(publisher, encryptionKey, workspace.slug, name, { plain }, undefined);
  await expect(change("not a header name")).rejects.toMatchObject({
    slug: "invalid-input",
    detail: expect.stringContaining(`api ${api.slug} v1`),
  });
  expect(await change("x-better")).toMatchObject({ value: "x-better", rowVersion: 2 });
  await expect(readNamedValueUses(await as("viewer"), workspace.slug, name)).resolves.toEqual({
    usedBy: [`api ${api.slug} v1`],
  });
  expect(await changesOf(partName.api(api.id))).toBe(1);
});

test("who may not change policies and values is refused, and a stranger learns nothing of them", async () => {
  const viewer = await as("viewer");
  const stranger = contextOf((await enrol(db)).actor);
  const admin = contextOf((await enrol(db, { isAdmin: true })).actor);
  const input = { name: newName(), content: { plain: "a" } };
  for (const [ctx, slug] of [
    [viewer, "not-permitted"],
    [stranger, "not-found"],
    [admin, "not-found"],
  ] as const) {
    await expect(putPolicies(ctx, { workspace: workspace.slug }, {}, undefined)).rejects.toMatchObject({ slug });
    await expect(createNamedValue(ctx, encryptionKey, workspace.slug, input)).rejects.toMatchObject({ slug });
    await expect(deleteNamedValue(ctx, workspace.slug, input.name, undefined)).rejects.toMatchObject({ slug });
  }
  await expect(readPolicies(stranger, { workspace: workspace.slug })).rejects.toMatchObject({ slug: "not-found" });
  expect((await readPolicies(viewer, { workspace: workspace.slug })).document).toBeDefined();
});

function newName() {
  return `v${randomUUID()}`;
}

function changesOf(part: string) {
  return db.snapshotChange.count({ where: { part } });
}
