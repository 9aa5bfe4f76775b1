import { describe, expect, test } from "vitest";
import { anonymous } from "../authz/actor.ts";
import { allPermissions } from "../authz/permissions.ts";
import { testDatabase } from "../db/testing.ts";
import { blockUser } from "../identity/block.ts";
import { enrol, openWorkspace } from "../identity/testing.ts";
import { refusal } from "../subscriptions/testing.ts";
import { findTokenActor } from "./actor.ts";
import { createToken } from "./create.ts";
import type { TokenInput } from "./input.ts";
import { listTokens } from "./list.ts";
import { registerBootstrapToken } from "./register-bootstrap.ts";
import { revokeToken } from "./revoke.ts";

const { db, contextOf } = testDatabase();

const personal: TokenInput = { kind: "personal", name: "CI", permissions: ["application.read"], expiresInDays: 30 };

describe("a personal token", () => {
  test("acts as its user within its scopes, is stored as a hash, and notes its use", async () => {
    const { actor } = await enrol(db);
    const made = await createToken(contextOf(actor), personal);
    expect(made.token).toMatch(/^ght_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);

    const acting = await findTokenActor(db, made.token, new Date());
    expect(acting).toMatchObject({ kind: "user", id: actor.id, scopes: new Set(["application.read"]) });
    const row = await db.accessToken.findUniqueOrThrow({ where: { id: made.id } });
    expect(Buffer.from(row.hash).toString("latin1")).not.toContain(made.token);
    expect(row.lastUsedAt).not.toBeNull();
    const audited = await db.auditEvent.findMany({ where: { subjectId: made.id }, select: { after: true } });
    expect(JSON.stringify(audited)).not.toContain(made.token.slice(10));
  });

  test.each<[string, (id: string, userId: string) => Promise<unknown>, number]>([
    [
      "it is revoked",
      async (id, userId) => db.accessToken.update({ where: { id, userId }, data: { revokedAt: new Date() } }),
      0,
    ],
    ["its days are over", async () => undefined, 30],
    [
      "its user is blocked",
      async (_id, userId) => blockUser(contextOf((await enrol(db, { isAdmin: true })).actor), userId),
      0,
    ],
  ])("ends when %s", async (_why, end, days) => {
    const { actor } = await enrol(db);
    const { id, token } = await createToken(contextOf(actor), personal);
    await end(id, actor.id);
    expect(await findTokenActor(db, token, new Date(Date.now() + days * 86_400_000))).toBeUndefined();
  });

  test("holds no more than its maker may, nor than the token it was made with", async () => {
    const workspace = await openWorkspace(db);
    const { actor } = await enrol(db, { roles: { [workspace.id]: "viewer" } });
    const wide = createToken(contextOf(actor), { ...personal, permissions: ["api.read", "api.create"] });
    await expect(wide).rejects.toEqual(refusal("not-permitted"));
    await createToken(contextOf(actor), { ...personal, permissions: ["api.read", "profile.change"] });

    const narrow = { ...actor, tokenId: actor.id, scopes: new Set(["profile.change" as const]) };
    const child = createToken(contextOf(narrow), { ...personal, permissions: ["api.read"] });
    await expect(child).rejects.toEqual(refusal("not-permitted"));
  });

  test("is listed for its user only, and revoked once, by its user only", async () => {
    const [mine, other] = [await enrol(db), await enrol(db)];
    const { id } = await createToken(contextOf(mine.actor), personal);
    const listed = await listTokens(contextOf(other.actor), { kind: "personal", limit: 100 });
    expect(listed.items.map((token) => token.id)).not.toContain(id);
    await expect(revokeToken(contextOf(other.actor), id)).rejects.toEqual(refusal("not-found"));
    await expect(revokeToken(contextOf(anonymous), id)).rejects.toEqual(refusal("not-signed-in"));
    const outcomes = await Promise.allSettled([1, 2].map(() => revokeToken(contextOf(mine.actor), id)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(revokeToken(contextOf(mine.actor), id)).rejects.toEqual(refusal("wrong-state"));
  });
});

describe("a service token", () => {
  test("of a workspace is its owner's to make, and acts there only", async () => {
    const [workspace, elsewhere] = [await openWorkspace(db), await openWorkspace(db)];
    const owner = await enrol(db, { roles: { [workspace.id]: "owner" } });
    const publisher = await enrol(db, { roles: { [workspace.id]: "publisher" } });
    const input: TokenInput = {
      ...personal,
      kind: "workspace",
      workspace: workspace.slug,
      permissions: ["api.create"],
    };

    const { token } = await createToken(contextOf(owner.actor), input);
    expect(await findTokenActor(db, token, new Date())).toMatchObject({ kind: "service", workspaceId: workspace.id });
    await expect(createToken(contextOf(publisher.actor), input)).rejects.toEqual(refusal("not-permitted"));
    const there = createToken(contextOf(owner.actor), { ...input, workspace: elsewhere.slug });
    await expect(there).rejects.toEqual(refusal("not-found"));
    const beyond = createToken(contextOf(owner.actor), { ...input, permissions: ["gateway.change"] });
    await expect(beyond).rejects.toEqual(refusal("not-permitted"));
  });

  test("of the installation is an administrator's to make, and opens no workspace", async () => {
    const [admin, person] = [await enrol(db, { isAdmin: true }), await enrol(db)];
    const input: TokenInput = { ...personal, kind: "installation", permissions: ["gateway.change"] };
    const { token } = await createToken(contextOf(admin.actor), input);
    expect(await findTokenActor(db, token, new Date())).toMatchObject({ kind: "service", workspaceId: undefined });
    await expect(createToken(contextOf(person.actor), input)).rejects.toEqual(refusal("not-permitted"));
    const inside = createToken(contextOf(admin.actor), { ...input, permissions: ["named-value.read"] });
    await expect(inside).rejects.toEqual(refusal("not-permitted"));
  });
});

test("the bootstrap token may everything, and may be registered again", async () => {
  const token = "bootstrap-token-of-the-operator";
  await registerBootstrapToken(db, token);
  await registerBootstrapToken(db, token);
  const actor = await findTokenActor(db, token, new Date());
  expect(actor).toMatchObject({ kind: "service", workspaceId: undefined, scopes: new Set(allPermissions) });
  expect(await db.accessToken.count({ where: { name: "Bootstrap" } })).toBe(1);
  await expect(registerBootstrapToken(db, "short")).rejects.toThrow("at least 20 characters");
});
