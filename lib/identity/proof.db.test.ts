import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { anonymous } from "../authz/actor.ts";
import type { Context } from "../context.ts";
import { testDatabase } from "../db/testing.ts";
import { refusal } from "../subscriptions/testing.ts";
import { blockUser } from "./block.ts";
import { issueProof, type ProofPurpose } from "./proof.ts";
import { readMe } from "./read-me.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { requestVerification } from "./request-verification.ts";
import { resetPassword } from "./reset-password.ts";
import { pruneProofs } from "./retention.ts";
import { signIn } from "./sign-in.ts";
import { enrol, PASSWORD, type Person } from "./testing.ts";
import { verifyEmail } from "./verify-email.ts";

const { db, contextOf } = testDatabase();
const NEXT = "a whole new sentence";

describe("a forgotten password", () => {
  test("is replaced once by who has the link; sessions end, the address counts as confirmed, a mail tells of it", async () => {
    const person = await enrol(db);
    const proof = await proofOf(person, "reset-password");
    await resetPassword(stranger(), { proof, password: NEXT });

    await expect(signIn(stranger(), { email: person.email, password: PASSWORD }, "")).rejects.toEqual(
      refusal("sign-in-refused"),
    );
    await expect(signIn(stranger(), { email: person.email, password: NEXT }, "")).resolves.toMatchObject({ epoch: 1 });
    expect(await readMe(contextOf(person.actor))).toMatchObject({ isEmailVerified: true });
    expect(await db.mail.count({ where: { to: person.email, kind: "password_changed" } })).toBe(1);
    await expect(resetPassword(stranger(), { proof, password: NEXT })).rejects.toEqual(refusal("link-not-valid"));
  });

  test("is replaced by one of two who come at once", async () => {
    const proof = await proofOf(await enrol(db), "reset-password");
    const outcomes = await Promise.allSettled([1, 2].map(() => resetPassword(stranger(), { proof, password: NEXT })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("uses up the earlier links as well", async () => {
    const person = await enrol(db);
    const [first, second] = [await proofOf(person, "reset-password"), await proofOf(person, "reset-password")];
    await resetPassword(stranger(), { proof: second, password: NEXT });
    await expect(resetPassword(stranger(), { proof: first, password: NEXT })).rejects.toEqual(
      refusal("link-not-valid"),
    );
  });

  test("is not replaced by a bad one, and the link still works then", async () => {
    const proof = await proofOf(await enrol(db), "reset-password");
    await expect(resetPassword(stranger(), { proof, password: "short" })).rejects.toEqual(refusal("invalid-input"));
    await expect(resetPassword(stranger(), { proof, password: NEXT })).resolves.toBeUndefined();
  });

  test("is asked for in the same way by everybody, and not endlessly", async () => {
    const { email } = await enrol(db);
    for (const to of [email, `${randomUUID()}@example.com`]) {
      await expect(requestPasswordReset(stranger(), { email: to })).resolves.toBeUndefined();
      expect(await db.mail.count({ where: { to, kind: "reset_password" } })).toBe(1);
    }
    const again = () => requestPasswordReset(stranger(), { email });
    for (let i = 0; i < 4; i++) await again();
    await expect(again()).rejects.toEqual(refusal("too-many-requests"));
  });
});

describe("an e-mail address", () => {
  test("is confirmed by its link, and needs no second mail then", async () => {
    const person = await enrol(db);
    await requestVerification(contextOf(person.actor));
    await verifyEmail(stranger(), { proof: await proofOf(person, "verify-email") });
    expect(await readMe(contextOf(person.actor))).toMatchObject({ isEmailVerified: true });
    await expect(requestVerification(contextOf(person.actor))).rejects.toEqual(refusal("wrong-state"));
    await expect(requestVerification(contextOf(anonymous))).rejects.toEqual(refusal("not-signed-in"));
  });
});

describe("a link", () => {
  test.each<[string, (person: Person) => Promise<{ proof: string; ctx: Context }>]>([
    ["that never was", async () => ({ proof: "ghm_made_up", ctx: stranger() })],
    ["for another purpose", async (person) => ({ proof: await proofOf(person, "verify-email"), ctx: stranger() })],
    [
      "that has run out",
      async (person) => ({
        proof: await proofOf(person, "reset-password"),
        ctx: { ...stranger(), now: () => new Date(Date.now() + 3_600_000) },
      }),
    ],
    [
      "of somebody who is blocked",
      async (person) => {
        const proof = await proofOf(person, "reset-password");
        await blockUser(contextOf((await enrol(db, { isAdmin: true })).actor), person.actor.id);
        return { proof, ctx: stranger() };
      },
    ],
  ])("%s opens nothing", async (_what, make) => {
    const { proof, ctx } = await make(await enrol(db));
    await expect(resetPassword(ctx, { proof, password: NEXT })).rejects.toEqual(refusal("link-not-valid"));
  });

  test("is kept only as a hash, and no longer than it works", async () => {
    const person = await enrol(db);
    const proof = await proofOf(person, "reset-password");
    const where = { userId: person.actor.id };
    expect(JSON.stringify(await db.emailProof.findMany({ where }))).not.toContain(proof);
    await pruneProofs({ ...stranger(), now: () => new Date(Date.now() + 3_600_000) });
    expect(await db.emailProof.count({ where })).toBe(0);
  });
});

/** Somebody who is not signed in, at an address of their own. */
function stranger(): Context {
  return { ...contextOf(anonymous), address: randomUUID() };
}

function proofOf({ actor }: Person, purpose: ProofPurpose): Promise<string> {
  return issueProof(contextOf(anonymous), { userId: actor.id, purpose, expiresAt: new Date(Date.now() + 1_800_000) });
}
