import { expect, test, vi } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { openMarket, subscribe } from "../subscriptions/testing.ts";
import { startClock } from "./clock.ts";

const started = testDatabase();

test("the clock ends what is over as soon as it runs, and stops when told", async () => {
  const market = await openMarket(started.db);
  const longAgo = new Date("2020-01-01T00:00:00Z");
  const id = await subscribe(started, market, { approval: "auto", duration: "1d" }, longAgo);
  const clock = startClock(started.db);
  await vi.waitUntil(
    async () => (await started.db.subscription.findUniqueOrThrow({ where: { id } })).state === "expired",
    { timeout: 10_000 },
  );
  await expect(clock.stop()).resolves.toBeUndefined();
});
