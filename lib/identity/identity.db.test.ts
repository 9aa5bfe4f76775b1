import { describe, expect, test } from "vitest";
import { anonymous } from "../authz/actor.ts";
import { testDatabase } from "../db/testing.ts";
import { refusal } from "../subscriptions/testing.ts";
import { blockUser, unblockUser } from "./block.ts";
import { changePassword } from "./change-password.ts";
import { changeProfile } from "./change-profile.ts";
import { endSession } from "./end-session.ts";
import { listUsers } from "./list-users.ts";
import { readMe } from "./read-me.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import { enrol, openWorkspace, PASSWORD } from "./testing.ts";

const { db, contextOf } = testDatabase();

describe("signing up", () => {
  test("makes an active user with a personal team, and keeps the password only as argon2id", async () => {
    const user = await signUp(contextOf(anonymous), { email: "New@example.com", name: "New", password: PASSWORD });
    const row = await db.user.findUniqueOrThrow({
      where: { id: user.id },
      include: { teams: { include: { team: true } } },
    });
    expect(row.passwordHash).toMatch(/^\$argon2id\$/);
    expect(row.teams).toMatchObject([{ role: "owner", team: { personalOf: user.id } }]);
    expect(JSON.stringify(await db.auditEvent.findMany({ select: { after: true } }))).not.toContain("argon2id");
  });

  test("takes an address once, in any spelling, also when two come at once", async () => {
    const input = { email: "twice@example.com", name: "T", password: PASSWORD };
    const outcomes = await Promise.allSettled([
      signUp(contextOf(anonymous), input),
      signUp(contextOf(anonymous), { ...input, email: "TWICE@example.com" }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(signUp(contextOf(anonymous), input)).rejects.toEqual(refusal("already-exists"));
  });
});

describe("blocking", () => {
  test("is for administrators, never of oneself, and only from the right state", async () => {
    const [admin, person] = [await enrol(db, { isAdmin: true }), await enrol(db)];
    const { id } = person.actor;
    await expect(blockUser(contextOf(person.actor), admin.actor.id)).rejects.toEqual(refusal("not-permitted"));
    await expect(blockUser(contextOf(anonymous), id)).rejects.toEqual(refusal("not-signed-in"));
    await expect(blockUser(contextOf(admin.actor), admin.actor.id)).rejects.toEqual(refusal("wrong-state"));
    await expect(unblockUser(contextOf(admin.actor), id)).rejects.toEqual(refusal("wrong-state"));
    expect((await blockUser(contextOf(admin.actor), id)).state).toBe("blocked");
    await expect(signIn(contextOf(anonymous), { email: person.email, password: PASSWORD }, "")).rejects.toEqual(
      refusal("sign-in-refused"),
    );
    expect((await unblockUser(contextOf(admin.actor), id)).state).toBe("active");
  });

  test("is done by one of two administrators", async () => {
    const [admin, person] = [await enrol(db, { isAdmin: true }), await enrol(db)];
    const outcomes = await Promise.allSettled([1, 2].map(() => blockUser(contextOf(admin.actor), person.actor.id)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("one's own account", () => {
  test("tells roles, permissions and teams", async () => {
    const workspace = await openWorkspace(db);
    const { actor } = await enrol(db, { roles: { [workspace.id]: "viewer" } });
    const me = await readMe(contextOf(actor));
    expect(me).toMatchObject({ kind: "user", email: actor.email, isAdmin: false, installationPermissions: [] });
    expect(me.workspaces).toMatchObject([{ slug: workspace.slug, role: "viewer" }]);
    expect(me.workspaces[0]?.permissions).toContain("api.read");
    expect(me.workspaces[0]?.permissions).not.toContain("api.create");
    expect(me.teams).toMatchObject([{ role: "owner", isPersonal: true }]);
    await expect(readMe(contextOf(anonymous))).rejects.toEqual(refusal("not-signed-in"));
  });

  test("can be renamed", async () => {
    const { actor } = await enrol(db);
    expect((await changeProfile(contextOf(actor), { name: "Robin" })).name).toBe("Robin");
  });

  test.each([
    ["a wrong present one", { present: "wrong password", next: "a long enough one" }],
    ["too short a next one", { present: PASSWORD, next: "short" }],
  ])("keeps its password with %s", async (_what, input) => {
    const { actor } = await enrol(db);
    await expect(changePassword(contextOf(actor), input)).rejects.toEqual(refusal("invalid-input"));
  });

  test("has only its own sessions to end", async () => {
    const [mine, other] = [await enrol(db), await enrol(db)];
    const { sessionId } = await signIn(contextOf(anonymous), { email: other.email, password: PASSWORD }, "");
    await expect(endSession(contextOf(mine.actor), sessionId)).rejects.toEqual(refusal("not-found"));
    await endSession(contextOf(other.actor), sessionId);
    await expect(endSession(contextOf(other.actor), sessionId)).rejects.toEqual(refusal("not-found"));
  });
});

test("users are listed page by page without gaps or repeats", async () => {
  const { actor } = await enrol(db, { isAdmin: true });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listUsers(contextOf(actor), { limit: 3, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(await db.user.count());
  expect(new Set(seen).size).toBe(seen.length);
  const forged = Buffer.from('["x"]').toString("base64url");
  await expect(listUsers(contextOf(actor), { limit: 3, cursor: forged })).rejects.toEqual(refusal("invalid-input"));
});
