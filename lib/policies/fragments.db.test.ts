import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { enrol, openWorkspace } from "../identity/testing.ts";
import { partName } from "../publishing/mark-changed.ts";
import { insertGroup, insertServedApi } from "../publishing/testing.ts";
import { deleteFragment } from "./delete-fragment.ts";
import { putPolicies } from "./put-document.ts";
import { putFragment } from "./put-fragment.ts";
import { listPolicyFragments, readFragment } from "./read-fragments.ts";

const { db, contextOf } = testDatabase();
const header = (name: string) => ({ "set-header": { name, value: "1" } });
const include = (fragment: string) => ({ "include-fragment": { fragment } });

let groupId: string;

beforeAll(async () => {
  groupId = (await insertGroup(db, "default")).id;
});

async function world(role: "publisher" | "viewer" = "publisher") {
  const workspace = await openWorkspace(db);
  const ctx = contextOf((await enrol(db, { roles: { [workspace.id]: role } })).actor);
  return { ...workspace, ctx };
}

test("a fragment reads back as it was put, and is listed", async () => {
  const { ctx, slug } = await world();
  const steps = [header("x-a"), { id: "own", ...header("x-b") }];
  expect(await putFragment(ctx, slug, "both", steps, 0)).toEqual({ name: "both", steps, rowVersion: 1 });
  expect(await readFragment(ctx, slug, "both")).toMatchObject({ steps });
  expect((await listPolicyFragments(ctx, slug, { limit: 10 })).items).toMatchObject([{ name: "both" }]);
});

test("changing a fragment builds the APIs anew that include it, also through another", async () => {
  const { ctx, slug, id } = await world();
  const api = await insertServedApi(db, { workspaceId: id, groupId }, `x${randomUUID()}`);
  await putFragment(ctx, slug, "inner", [header("x-a")], 0);
  await putFragment(ctx, slug, "outer", [include("inner")], 0);
  await putPolicies(ctx, { workspace: slug }, { inbound: ["base", include("outer")] }, 0);
  const before = await changesOf(partName.api(api.id));
  await putFragment(ctx, slug, "inner", [header("x-b")], 1);
  expect(await changesOf(partName.api(api.id))).toBe(before + 1);
});

test.each([
  ["an unknown policy", [{ "no-such-policy": {} }], "/steps/0/no-such-policy"],
  ["a fragment that is not there", [include("missing")], "/steps/0/include-fragment/fragment"],
  ["itself", [include("loop")], "/steps"],
  [
    "a named value that is not there",
    [{ "set-header": { name: "x-a", value: "{{missing}}" } }],
    "/steps/0/set-header/value",
  ],
  ["a step that fits no section", [{ choose: [{ otherwise: [{ "set-status": { status: 1 } }] }] }], "/steps/0/choose"],
])("a fragment cannot hold %s", async (_name, steps, pointer) => {
  const { ctx, slug } = await world();
  await expect(putFragment(ctx, slug, "loop", steps, undefined)).rejects.toMatchObject({
    slug: "invalid-input",
    extensions: { errors: [{ pointer: expect.stringContaining(pointer) }] },
  });
});

test("a fragment cannot become what a document that includes it cannot hold", async () => {
  const { ctx, slug } = await world();
  await putFragment(ctx, slug, "shared", [header("x-a")], 0);
  await putPolicies(ctx, { workspace: slug }, { outbound: [include("shared")] }, 0);
  const limit = { "rate-limit": { calls: 1, "renewal-period": "60s" } };
  await expect(putFragment(ctx, slug, "shared", [limit], 1)).rejects.toMatchObject({ slug: "invalid-input" });
});

test("a fragment in use cannot be deleted", async () => {
  const { ctx, slug } = await world();
  await putFragment(ctx, slug, "shared", [header("x-a")], 0);
  await putPolicies(ctx, { workspace: slug }, { inbound: [include("shared")] }, 0);
  await expect(deleteFragment(ctx, slug, "shared", 1)).rejects.toMatchObject({ slug: "still-in-use" });
  await putPolicies(ctx, { workspace: slug }, {}, 1);
  await deleteFragment(ctx, slug, "shared", 1);
  await expect(readFragment(ctx, slug, "shared")).rejects.toMatchObject({ slug: "not-found" });
});

test("who saw another version than the present one changes nothing", async () => {
  const { ctx, slug } = await world();
  await putFragment(ctx, slug, "shared", [header("x-a")], 0);
  await expect(putFragment(ctx, slug, "shared", [], 0)).rejects.toMatchObject({ slug: "precondition-failed" });
  await expect(deleteFragment(ctx, slug, "shared", 7)).rejects.toMatchObject({ slug: "precondition-failed" });
});

test("only publishers change fragments, and nobody sees those of another workspace", async () => {
  const [{ ctx: viewer, slug }, { ctx: stranger }] = [await world("viewer"), await world()];
  await expect(putFragment(viewer, slug, "shared", [], 0)).rejects.toMatchObject({ slug: "not-permitted" });
  await expect(readFragment(stranger, slug, "shared")).rejects.toMatchObject({ slug: "not-found" });
});

function changesOf(part: string): Promise<number> {
  return db.snapshotChange.count({ where: { part } });
}
