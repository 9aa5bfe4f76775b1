import { describe, expect, test } from "vitest";
import type { ServiceActor } from "../authz/actor.ts";
import { allPermissions } from "../authz/permissions.ts";
import { testDatabase } from "../db/testing.ts";
import { enrol, openWorkspace } from "../identity/testing.ts";
import { refusal } from "../subscriptions/testing.ts";
import { addMember } from "./add-member.ts";
import { changeWorkspace } from "./change.ts";
import { changeRole } from "./change-role.ts";
import { createWorkspace } from "./create.ts";
import { listWorkspaces } from "./list.ts";
import { listAllWorkspaces } from "./list-all.ts";
import { listMembers } from "./list-members.ts";
import { removeMember } from "./remove-member.ts";

const { db, contextOf } = testDatabase();

async function staffed() {
  const workspace = await openWorkspace(db);
  const owner = await enrol(db, { roles: { [workspace.id]: "owner" } });
  const viewer = await enrol(db, { roles: { [workspace.id]: "viewer" } });
  return { workspace, owner, viewer };
}

describe("creating a workspace", () => {
  test("makes the administrator its owner", async () => {
    const { actor } = await enrol(db, { isAdmin: true });
    const created = await createWorkspace(contextOf(actor), { slug: "payments", name: "Payments" });
    const inside = { ...actor, roles: new Map([[created.id, "owner" as const]]) };
    expect((await listMembers(contextOf(inside), "payments", { limit: 10 })).items).toMatchObject([{ role: "owner" }]);
    expect((await listWorkspaces(contextOf(inside), { limit: 10 })).items.map(({ slug }) => slug)).toEqual([
      "payments",
    ]);
  });

  test("is refused to others, and for a slug that is taken, also just now", async () => {
    const [admin, person] = [await enrol(db, { isAdmin: true }), await enrol(db)];
    const input = { slug: "taken", name: "Taken" };
    await expect(createWorkspace(contextOf(person.actor), input)).rejects.toEqual(refusal("not-permitted"));
    const outcomes = await Promise.allSettled([1, 2].map(() => createWorkspace(contextOf(admin.actor), input)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(createWorkspace(contextOf(admin.actor), input)).rejects.toEqual(refusal("already-exists"));
  });
});

describe("the workspaces of the installation", () => {
  test("are all shown to administrators, with how large each is, and can be searched", async () => {
    const { workspace, owner } = await staffed();
    const admin = contextOf((await enrol(db, { isAdmin: true })).actor);
    const found = await listAllWorkspaces(admin, { search: workspace.slug.toUpperCase(), limit: 10 });
    expect(found.items).toMatchObject([{ slug: workspace.slug, members: 2, apis: 0 }]);
    expect((await listAllWorkspaces(admin, { search: "%", limit: 10 })).items).toEqual([]);
    const first = await listAllWorkspaces(admin, { limit: 1 });
    const second = await listAllWorkspaces(admin, { limit: 100, cursor: first.nextCursor ?? "" });
    expect(second.items.map(({ slug }) => slug)).not.toContain(first.items[0]?.slug);
    await expect(listAllWorkspaces(contextOf(owner.actor), { limit: 1 })).rejects.toEqual(refusal("not-permitted"));
  });
});

describe("changing a workspace", () => {
  test("needs the version that was read, and is audited with before and after", async () => {
    const { workspace, owner } = await staffed();
    const ctx = contextOf(owner.actor);
    const changed = await changeWorkspace(ctx, workspace.slug, { mayDecideOwnRequest: true }, 1);
    expect(changed).toMatchObject({ mayDecideOwnRequest: true, rowVersion: 2 });
    await expect(changeWorkspace(ctx, workspace.slug, { name: "B" }, 1)).rejects.toEqual(
      refusal("precondition-failed"),
    );
    const entry = await db.auditEvent.findFirst({ where: { workspaceId: workspace.id, action: "workspace.change" } });
    expect([entry?.before, entry?.after]).toMatchObject([
      { mayDecideOwnRequest: false },
      { mayDecideOwnRequest: true },
    ]);
  });
});

describe("members", () => {
  test("are let in by e-mail address, once, and only with an account", async () => {
    const { workspace, owner } = await staffed();
    const { email } = await enrol(db);
    const ctx = contextOf(owner.actor);
    expect(await addMember(ctx, workspace.slug, { email: email.toUpperCase(), role: "approver" })).toMatchObject({
      email,
    });
    await expect(addMember(ctx, workspace.slug, { email, role: "viewer" })).rejects.toEqual(refusal("already-exists"));
    const nobody = addMember(ctx, workspace.slug, { email: "nobody@example.com", role: "viewer" });
    await expect(nobody).rejects.toEqual(refusal("invalid-input"));
  });

  test("change role by another owner's hand, never by their own", async () => {
    const { workspace, owner, viewer } = await staffed();
    const ctx = contextOf(owner.actor);
    expect(await changeRole(ctx, workspace.slug, viewer.actor.id, { role: "publisher" })).toMatchObject({
      role: "publisher",
    });
    const own = changeRole(ctx, workspace.slug, owner.actor.id, { role: "viewer" });
    await expect(own).rejects.toEqual(refusal("not-permitted"));
  });

  test("keep their last owner", async () => {
    const { workspace, owner } = await staffed();
    const service: ServiceActor = {
      kind: "service",
      id: "s",
      name: "s",
      workspaceId: workspace.id,
      scopes: new Set(allPermissions),
    };
    const { id } = owner.actor;
    await expect(removeMember(contextOf(owner.actor), workspace.slug, id)).rejects.toEqual(refusal("wrong-state"));
    const demoted = changeRole(contextOf(service), workspace.slug, id, { role: "viewer" });
    await expect(demoted).rejects.toEqual(refusal("wrong-state"));
  });

  test("keep one owner when two owners remove each other at once", async () => {
    const { workspace, owner } = await staffed();
    const other = await enrol(db, { roles: { [workspace.id]: "owner" } });
    const outcomes = await Promise.allSettled([
      removeMember(contextOf(owner.actor), workspace.slug, other.actor.id),
      removeMember(contextOf(other.actor), workspace.slug, owner.actor.id),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.membership.count({ where: { workspaceId: workspace.id, role: "owner" } })).toBe(1);
  });

  test("are gone once removed", async () => {
    const { workspace, owner, viewer } = await staffed();
    await removeMember(contextOf(owner.actor), workspace.slug, viewer.actor.id);
    const again = removeMember(contextOf(owner.actor), workspace.slug, viewer.actor.id);
    await expect(again).rejects.toEqual(refusal("not-found"));
  });
});
