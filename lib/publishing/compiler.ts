import { setTimeout as wait } from "node:timers/promises";
import { type Context, systemContext } from "../context.ts";
import type { Database } from "../db/database.ts";
import { listen } from "../db/listen.ts";
import { log } from "../log.ts";
import { buildGroup, type CompilerKeys } from "./build-group.ts";
import { CHANGES_CHANNEL } from "./mark-changed.ts";
import { listGroupsToBuild } from "./queries.ts";

export interface Compiler {
  /** Lets the build that runs finish, and starts no other. */
  stop(): Promise<void>;
}

/**
 * Builds snapshots as long as the process lives: woken by the changes themselves, and now and then without, for a wake-up that
 * was lost. Any number of processes may run one.
 */
export function startCompiler({ db, url, keys }: { db: Database; url: string; keys: CompilerKeys }): Compiler {
  const stopping = new AbortController();
  const bell = makeBell();
  const listener = listen(url, CHANGES_CHANNEL, bell.ring, bell.ring);
  const running = keepBuilding(stopping.signal, bell, () => buildChanges(systemContext(db, "compiler"), keys));
  return {
    async stop() {
      stopping.abort();
      await listener.stop();
      await running;
    },
  };
}

/** Builds every group that has changes, until none has. */
export async function buildChanges(ctx: Context, keys: CompilerKeys): Promise<void> {
  let groups = await listGroupsToBuild(ctx.db);
  while (groups.length > 0) {
    const results = await Promise.all(groups.map((groupId) => buildGroup(ctx, groupId, keys)));
    groups = groups.filter((_, index) => results[index]?.hasMore);
  }
}

const POLL_MS = 5_000;
const RETRY_MS = [100, 500, 1_000, 2_000, 5_000];

async function keepBuilding(signal: AbortSignal, bell: Bell, build: () => Promise<void>): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      await build();
      failures = 0;
      await bell.rung(POLL_MS, signal);
    } catch (error) {
      // the runner of a background task: the database is away, say; the changes are kept and tried again
      log.warn({ err: error }, "the compiler tries again");
      await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0, signal);
      failures += 1;
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // being stopped ends the pause, and is no fault
  await wait(ms, undefined, { signal }).catch(() => {});
}

type Bell = ReturnType<typeof makeBell>;

/** Remembers a ring that comes while nobody waits. */
function makeBell() {
  let isRung = false;
  let wake = () => {};
  return {
    ring() {
      isRung = true;
      wake();
    },
    async rung(timeoutMs: number, signal: AbortSignal): Promise<void> {
      if (!isRung) {
        const awake = new AbortController();
        wake = () => awake.abort();
        await pause(timeoutMs, AbortSignal.any([awake.signal, signal]));
      }
      isRung = false;
    },
  };
}
