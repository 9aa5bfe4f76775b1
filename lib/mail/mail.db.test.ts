import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { anonymous } from "../authz/actor.ts";
import type { Context } from "../context.ts";
import { testDatabase } from "../db/testing.ts";
import { requestPasswordReset } from "../identity/request-password-reset.ts";
import { signUp } from "../identity/sign-up.ts";
import { enrol, PASSWORD } from "../identity/testing.ts";
import { refusal } from "../subscriptions/testing.ts";
import { deliverMail } from "./deliver.ts";
import { listMails, readMail } from "./read.ts";
import { pruneMails } from "./retention.ts";
import { startMailServer } from "./testing.ts";

const { db, contextOf } = testDatabase();
const page = { limit: 50 };

afterEach(() => vi.unstubAllEnvs());

describe("the outbox", () => {
  test("gets a mail with the account that it is for, or neither", async () => {
    const taken = (await enrol(db)).email;
    const before = await db.mail.count();
    await expect(signUp(contextOf(anonymous), { email: taken, name: "T", password: PASSWORD })).rejects.toEqual(
      refusal("already-exists"),
    );
    expect(await db.mail.count()).toBe(before);
    await signUp(contextOf(anonymous), { email: `${randomUUID()}@example.com`, name: "T", password: PASSWORD });
    expect(await db.mail.count()).toBe(before + 1);
  });

  test("is the administrators' alone", async () => {
    const [admin, person] = [await enrol(db, { isAdmin: true }), await enrol(db)];
    const mailId = await ask(contextOf(anonymous), person.email);
    for (const [actor, slug] of [
      [anonymous, "not-signed-in"],
      [person.actor, "not-permitted"],
    ] as const) {
      await expect(listMails(contextOf(actor), page)).rejects.toEqual(refusal(slug));
      await expect(readMail(contextOf(actor), mailId)).rejects.toEqual(refusal(slug));
    }
    const shown = await listMails(contextOf(admin.actor), page);
    expect(shown.items.find(({ id }) => id === mailId)).toMatchObject({ to: person.email, state: "kept" });
    expect(JSON.stringify(shown)).not.toContain("ghm_");
  });

  test("is forgotten after its time", async () => {
    const { email } = await enrol(db);
    const mailId = await ask(contextOf(anonymous, new Date("2026-01-01T00:00:00Z")), email);
    await pruneMails(contextOf(anonymous, new Date("2026-02-15T00:00:00Z")));
    expect(await db.mail.findUnique({ where: { id: mailId } })).toBeNull();
  });
});

describe("without a mail server", () => {
  test("a mail is read by an administrator, with a link of its own each time, and every reading is audited", async () => {
    const [admin, person] = [await enrol(db, { isAdmin: true }), await enrol(db)];
    const mailId = await ask(contextOf(anonymous), person.email);
    await deliver(mailId);
    const first = await readMail(contextOf(admin.actor), mailId);
    const second = await readMail(contextOf(admin.actor), mailId);
    expect(first.text).toMatch(/\/reset-password#ghm_\w+/);
    expect(second.text).not.toBe(first.text);
    expect(await db.auditEvent.count({ where: { action: "mail.read", subjectId: mailId } })).toBe(2);
  });

  test("nothing is shown any more once its link would have run out", async () => {
    const [admin, person] = [await enrol(db, { isAdmin: true }), await enrol(db)];
    const mailId = await ask(contextOf(anonymous, new Date("2026-11-20T10:00:00Z")), person.email);
    const later = contextOf(admin.actor, new Date("2026-11-20T12:00:00Z"));
    await expect(readMail(later, mailId)).rejects.toEqual(refusal("wrong-state"));
  });

  test("a mail to an address that nobody has is dropped", async () => {
    const mailId = await ask(contextOf(anonymous), "nobody@example.com");
    await deliver(mailId);
    expect(await db.mail.findUnique({ where: { id: mailId } })).toBeNull();
  });
});

describe("with a mail server", () => {
  test("a mail is sent once, then nobody reads it in the console", async () => {
    const server = await startMailServer();
    vi.stubEnv("GATEHOUSE_SMTP_URL", server.url);
    const [admin, person] = [await enrol(db, { isAdmin: true }), await enrol(db)];
    const mailId = await ask(contextOf(anonymous), person.email);
    await deliver(mailId);
    await deliver(mailId);
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toContain(`To: ${person.email}`);
    expect(server.received[0]).toContain("/reset-password#ghm_");
    await expect(readMail(contextOf(admin.actor), mailId)).rejects.toEqual(refusal("wrong-state"));
    await server.close();
  });

  test("a refusal is shown and tried again", async () => {
    const server = await startMailServer();
    vi.stubEnv("GATEHOUSE_SMTP_URL", server.url);
    const [admin, person] = [await enrol(db, { isAdmin: true }), await enrol(db)];
    const mailId = await ask(contextOf(anonymous), person.email);
    server.refuse(true);
    await expect(deliver(mailId)).rejects.toThrow(/550/);
    const stateNow = async () => (await listMails(contextOf(admin.actor), page)).items.find(({ id }) => id === mailId);
    expect(await stateNow()).toMatchObject({ state: "failed", failure: expect.stringContaining("550") });
    server.refuse(false);
    await deliver(mailId);
    expect(await stateNow()).toMatchObject({ state: "sent", failure: "" });
    await server.close();
  });
});

async function ask(ctx: Context, email: string): Promise<string> {
  await requestPasswordReset({ ...ctx, address: randomUUID() }, { email });
  const mail = await db.mail.findFirstOrThrow({ where: { to: email }, orderBy: { id: "desc" } });
  return mail.id;
}

/** As the worker does. */
function deliver(mailId: string): Promise<void> {
  return deliverMail(contextOf({ kind: "system", id: "worker", name: "worker" }), { mailId });
}
