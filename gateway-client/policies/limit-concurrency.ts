import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import type { Concurrency } from "./concurrency.ts";
import { counterKey, mixKeys } from "./counter-key.ts";
import { definePolicy, type Outcome } from "./define.ts";
import type { CounterKey, Exchange } from "./exchange.ts";
import { compileText } from "./expressions/text.ts";

const REFUSED = { problem: "concurrency-exceeded", retryAfterSeconds: 1 } as const;

export const limitConcurrency = definePolicy({
  name: "limit-concurrency",
  version: 1,
  summary: "Bounds how many calls run at the same time.",
  phase: "limit",
  sections: ["inbound"],
  config: z.strictObject({
    key: z.string().min(1).max(2000).optional(),
    "max-count": z.int().min(1).max(1_000_000),
    queue: z.int().min(0).max(10_000).default(0),
    "queue-timeout": duration.refine((text) => milliseconds(text) <= 60_000, "is more than 1m").default("5s"),
  }),
  compile({ key, "max-count": countMax, queue, "queue-timeout": timeout }, site) {
    const base = counterKey(`running:${site.id}`);
    const waiting = counterKey(`waiting:${site.id}`);
    const text = key === undefined ? undefined : compileText(key, "/key", site);
    const timeoutMs = milliseconds(timeout);

    return (exchange): Outcome | Promise<Outcome> => {
      const own = text && counterKey(text.read(exchange));
      const running = own === undefined ? base : mixKeys(base, own);
      if (enter(exchange, running, countMax)) return undefined;
      const queued = own === undefined ? waiting : mixKeys(waiting, own);
      if (queue === 0 || !exchange.concurrency.enter(queued, queue)) return REFUSED;
      return waitForPlace(exchange, running, countMax, timeoutMs).finally(() => exchange.concurrency.leave(queued));
    };
  },
});

/** Takes a place until the exchange is over, however it ends. */
function enter(exchange: Exchange, key: CounterKey, countMax: number): boolean {
  const { concurrency } = exchange;
  if (!concurrency.enter(key, countMax)) return false;
  exchange.onEnd(() => concurrency.leave(key));
  return true;
}

async function waitForPlace(
  exchange: Exchange,
  key: CounterKey,
  countMax: number,
  timeoutMs: number,
): Promise<Outcome> {
  const { concurrency }: { concurrency: Concurrency } = exchange;
  const endMs = performance.now() + timeoutMs;
  for (let leftMs = timeoutMs; leftMs > 0; leftMs = endMs - performance.now()) {
    await concurrency.untilLeft(key, leftMs);
    // A caller that is gone meanwhile must not take a place that nobody would give back.
    if (exchange.isOver) return REFUSED;
    if (enter(exchange, key, countMax)) return undefined;
  }
  return REFUSED;
}
