import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { enrol, openWorkspace } from "../identity/testing.ts";
import { partName } from "../publishing/mark-changed.ts";
import { insertGroup, insertServedApi } from "../publishing/testing.ts";
import { putInstallationPolicies, putPolicies } from "./put-document.ts";
import { readInstallationPolicies } from "./read-document.ts";

const { db, contextOf } = testDatabase();
const header = (value: string) => ({ inbound: ["base", { "set-header": { name: "x-a", value } }] });

let admin: ReturnType<typeof contextOf>;
let publisher: ReturnType<typeof contextOf>;
let workspace: { id: string; slug: string };
let group: { id: string };
beforeAll(async () => {
  workspace = await openWorkspace(db);
  group = await insertGroup(db, "default");
  admin = contextOf((await enrol(db, { isAdmin: true })).actor);
  publisher = contextOf((await enrol(db, { roles: { [workspace.id]: "publisher" } })).actor);
});

test("the installation's policies run around those of every workspace, and every API is built anew", async () => {
  const other = await openWorkspace(db);
  const apis = [
    await insertServedApi(db, { workspaceId: workspace.id, groupId: group.id }, "own"),
    await insertServedApi(db, { workspaceId: other.id, groupId: group.id }, "others"),
  ];
  expect(await readInstallationPolicies(admin)).toEqual({ document: {}, rowVersion: 0, updatedAt: null });
  await putPolicies(publisher, { workspace: workspace.slug }, header("inner"), 0);
  expect(await putInstallationPolicies(admin, header("outer"), 0)).toMatchObject({ rowVersion: 1 });

  const changes = (await db.snapshotChange.findMany()).map(({ part }) => part);
  for (const { id } of apis) expect(changes).toContain(partName.api(id));
  expect(await db.auditEvent.count({ where: { action: "installation-policy.change", workspaceId: null } })).toBe(1);
});

test("they read back as written, and of two who edit one version the second is told", async () => {
  const { rowVersion } = await readInstallationPolicies(admin);
  await putInstallationPolicies(admin, header("again"), rowVersion);
  expect(await readInstallationPolicies(admin)).toMatchObject({
    document: header("again"),
    rowVersion: rowVersion + 1,
  });
  await expect(putInstallationPolicies(admin, header("late"), rowVersion)).rejects.toMatchObject({
    slug: "precondition-failed",
  });
});

test("nobody but an administrator reads or changes them", async () => {
  await expect(readInstallationPolicies(publisher)).rejects.toMatchObject({ slug: "not-permitted" });
  await expect(putInstallationPolicies(publisher, {}, undefined)).rejects.toMatchObject({ slug: "not-permitted" });
});

test.each([
  [header("{{region}}"), "/inbound/1/set-header/value"],
  [{ inbound: [{ "no-such-policy": {} }] }, "/inbound/0/no-such-policy"],
  [{ inbound: [{ "include-fragment": { fragment: "limits" } }] }, "/inbound/0/include-fragment/fragment"],
])("what no workspace is there for is refused with a pointer: %j", async (document, pointer) => {
  await expect(putInstallationPolicies(admin, document, undefined)).rejects.toMatchObject({
    slug: "invalid-input",
    extensions: { errors: [{ pointer }] },
  });
});
