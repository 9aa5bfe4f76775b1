import { setTimeout as sleep } from "node:timers/promises";
import { backoffMs } from "../sync/waiting.ts";

/** Things on their way to another server, in batches, within a bound of memory. */
export interface BatchQueue<Item> {
  /** Items that were given up: too many waited, or the server would not have them. */
  readonly dropped: number;
  add(items: readonly Item[]): void;
  /** Sends what waits, within a bound of time, and ends. */
  close(): Promise<void>;
}

/** What became of a batch: taken, refused for good, or to be tried again, after so long where the server says. */
export type Sent = "taken" | "refused" | { retryAfterMs: number | undefined };

export interface BatchQueueOptions<Item> {
  waitingMax: number;
  batchMax: number;
  /** How long an item may wait for others to go with. */
  everyMs: number;
  send(batch: Item[], signal: AbortSignal): Promise<Sent>;
}

const TRIES_MAX = 5;
const WAIT_MS_MAX = 30_000;
const CLOSE_MS = 3_000;

export function createBatchQueue<Item>(options: BatchQueueOptions<Item>): BatchQueue<Item> {
  const { waitingMax, batchMax, everyMs, send } = options;
  const closing = new AbortController();
  let waiting: Item[] = [];
  let dropped = 0;
  let sending: Promise<void> | undefined;

  const sendBatch = async (batch: Item[]) => {
    for (let attempt = 0; attempt < TRIES_MAX; attempt++) {
      const sent = await send(batch, closing.signal);
      if (sent === "taken") return;
      if (sent === "refused" || closing.signal.aborted) break;
      const waitMs = Math.min(WAIT_MS_MAX, sent.retryAfterMs ?? backoffMs(attempt));
      await sleep(waitMs, undefined, { signal: closing.signal, ref: false }).catch(() => undefined); // closed: one last try
    }
    dropped += batch.length;
  };
  const sendWaiting = async () => {
    while (waiting.length > 0) await sendBatch(waiting.splice(0, batchMax));
    sending = undefined;
  };
  const start = () => {
    if (waiting.length > 0) sending ??= sendWaiting();
  };
  const clock = setInterval(start, everyMs);
  clock.unref();

  return {
    get dropped() {
      return dropped;
    },
    add(items) {
      const room = Math.max(0, waitingMax - waiting.length);
      dropped += Math.max(0, items.length - room);
      waiting.push(...items.slice(0, room));
      if (waiting.length >= batchMax) start();
    },
    async close() {
      clearInterval(clock);
      start();
      const limit = setTimeout(() => closing.abort(), CLOSE_MS);
      await sending;
      clearTimeout(limit);
      dropped += waiting.length;
      waiting = [];
    },
  };
}
