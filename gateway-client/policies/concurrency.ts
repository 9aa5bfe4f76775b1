import type { CounterKey } from "./exchange.ts";

/** Counts calls that run at this moment, exactly over all threads of the node. */
export interface Concurrency {
  /** Counts a call in, or says that so many run already. */
  enter(key: CounterKey, countMax: number): boolean;
  /** Once for each call that was counted in. */
  leave(key: CounterKey): void;
  /** Until some call of the key has left, or the time is over. */
  untilLeft(key: CounterKey, timeoutMs: number): Promise<void>;
}
