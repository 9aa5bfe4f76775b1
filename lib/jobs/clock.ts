import { type Context, systemContext } from "../context.ts";
import type { Database } from "../db/database.ts";
import { pruneIdempotencyKeys } from "../idempotency/retention.ts";
import { pruneProofs, pruneSessions } from "../identity/retention.ts";
import { log } from "../log.ts";
import { pruneMails } from "../mail/retention.ts";
import { pruneSnapshots } from "../publishing/retention.ts";
import { expireSubscriptions } from "../subscriptions/expire.ts";
import { pruneThrottles } from "../throttles/retention.ts";

interface Task {
  /** As the audit log names who did it. */
  name: string;
  everyMs: number;
  run: (ctx: Context) => Promise<unknown>;
}

/** What is due by time alone. Each is safe to run in any number of workers at once. */
const tasks: Task[] = [
  { name: "subscription clock", everyMs: 15_000, run: expireSubscriptions },
  { name: "snapshot retention", everyMs: 600_000, run: pruneSnapshots },
  { name: "idempotency retention", everyMs: 3_600_000, run: pruneIdempotencyKeys },
  { name: "throttle retention", everyMs: 3_600_000, run: pruneThrottles },
  { name: "session retention", everyMs: 3_600_000, run: pruneSessions },
  { name: "proof retention", everyMs: 3_600_000, run: pruneProofs },
  { name: "mail retention", everyMs: 3_600_000, run: pruneMails },
];

export interface Clock {
  /** Starts nothing more and waits for what runs. */
  stop: () => Promise<void>;
}

/** Runs every task now and then again and again, a pause after each run, until it is stopped. */
export function startClock(db: Database): Clock {
  const stopping = new AbortController();
  const running = tasks.map((task) => repeat(task, db, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

async function repeat({ name, everyMs, run }: Task, db: Database, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await run(systemContext(db, name));
    } catch (error) {
      // the runner's boundary: a database that is away for a moment must not end the clock
      log.error({ err: error, task: name }, "clock");
    }
    await pause(everyMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
