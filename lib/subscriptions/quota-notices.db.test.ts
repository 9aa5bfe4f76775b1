import { beforeAll, expect, test } from "vitest";
import type { QuotaRecord } from "../contract/telemetry.ts";
import { testDatabase } from "../db/testing.ts";
import { inTransaction } from "../db/transaction.ts";
import { enrol } from "../identity/testing.ts";
import { composeMail, findRecipient } from "../mail/compose.ts";
import { findMail } from "../mail/queries.ts";
import { noteQuotas } from "./note-quotas.ts";
import { type Market, openMarket, subscribe } from "./testing.ts";

const started = testDatabase();
const { db, contextOf } = started;
const ctx = contextOf({ kind: "system", id: "gateway", name: "gateway" });
let market: Market;
let id: string;
beforeAll(async () => {
  market = await openMarket(db);
  id = await subscribe(started, market);
  const { actor } = await enrol(db);
  await db.teamMember.create({ data: { teamId: market.teamId, userId: actor.id, role: "owner" } });
});

const DAY = 86_400;
const END = 1_800_057_600;
const record = (level: 80 | 100, periodEndsAt = END, subscription = id): QuotaRecord => ({
  kind: "quota",
  subscription,
  level,
  periodEndsAt,
});
const note = (...records: QuotaRecord[]) => inTransaction(ctx, (tx) => noteQuotas(tx, ctx, records));
const mails = () => db.mail.findMany({ where: { kind: "quota_notice" }, orderBy: { id: "asc" } });

test("each level of a period is told once, whoever says it how often", async () => {
  await note(record(80), record(80));
  await note(record(80), record(100));
  await note(record(80, END + DAY));
  expect((await mails()).map(({ about }) => about)).toMatchObject([
    { level: 80, periodEndsAt: "2027-01-16T00:00:00.000Z", subscriptionId: id },
    { level: 100 },
    { level: 80, periodEndsAt: "2027-01-17T00:00:00.000Z" },
  ]);
});

test("the owner of the team reads what is used, until when, and where to go", async () => {
  const [first] = await mails();
  const mail = await findMail(db, first?.id ?? "");
  const recipient = mail && (await findRecipient(ctx, mail));
  if (!mail || !recipient) throw new TypeError("there is a mail for somebody");
  const { subject, text } = await composeMail(ctx, mail, recipient);
  expect(subject).toBe("Checkout: 80 % of the quota of Pro is used");
  expect(text).toContain("2027-01-16 00:00 UTC");
  expect(text).toContain(`/subscriptions/${id}`);
});

test("what gateways say of subscriptions that are not here is passed over", async () => {
  const before = (await mails()).length;
  await note(record(80, END, "demo@starter/free#1"), record(80, END, "0190a000-0000-7000-8000-0000000000aa"));
  expect(await mails()).toHaveLength(before);
});
