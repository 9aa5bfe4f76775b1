import { expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { insertSession } from "../identity/queries.ts";
import { pruneSessions } from "../identity/retention.ts";
import { enrol } from "../identity/testing.ts";
import { addToWindow } from "../throttles/queries.ts";
import { pruneThrottles } from "../throttles/retention.ts";
import { claimKey } from "./queries.ts";
import { pruneIdempotencyKeys } from "./retention.ts";

const { db, contextOf } = testDatabase();
const system = { kind: "system", id: "test", name: "test" } as const;
const now = new Date("2026-11-20T10:00:00Z");
const ctx = () => contextOf(system, now);
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

test("idempotency keys are kept for a day", async () => {
  for (const hours of [23, 25]) await claimKey(db, { actor: "a", key: `k${hours}` }, "", hoursAgo(hours));
  expect(await pruneIdempotencyKeys(ctx())).toBe(1);
  expect(await db.idempotencyKey.findMany()).toMatchObject([{ key: "k23" }]);
});

test("throttle windows are kept for a day", async () => {
  for (const hours of [23, 25]) await addToWindow(db, `t${hours}`, hoursAgo(hours));
  expect(await pruneThrottles(ctx())).toBe(1);
  expect(await db.throttle.findMany()).toMatchObject([{ key: "t23" }]);
});

test("sessions are kept for thirty days after they ran out", async () => {
  const { actor } = await enrol(db);
  for (const days of [29, 31]) {
    const expiresAt = hoursAgo(24 * days);
    await insertSession(db, {
      userId: actor.id,
      epoch: 0,
      userAgent: `${days}`,
      address: "",
      createdAt: now,
      expiresAt,
    });
  }
  expect(await pruneSessions(ctx())).toBe(1);
  expect(await db.session.findMany()).toMatchObject([{ userAgent: "29" }]);
});
