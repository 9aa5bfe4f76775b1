import { setTimeout as sleep } from "node:timers/promises";

/** A wait that somebody else may cut short. */
export interface Waker {
  wake(): void;
  /** Resolves after the time, when woken (also if that was before this call), or when the signal ends it. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function createWaker(): Waker {
  let isWoken = false;
  let waiting: AbortController | undefined;
  return {
    wake() {
      isWoken = true;
      waiting?.abort();
    },
    async wait(ms, signal) {
      if (!isWoken) {
        waiting = new AbortController();
        await rest(ms, AbortSignal.any([signal, waiting.signal]));
        waiting = undefined;
      }
      isWoken = false;
    },
  };
}

/** Waits for the time or the signal. Never rejects. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/**
 * Milliseconds to wait after so many failures in a row: doubling, and spread over the upper half, so that a fleet does not
 * come back in step.
 */
export function backoffMs(failures: number, { leastMs = 200, mostMs = 10_000, random = Math.random } = {}): number {
  const most = Math.min(mostMs, leastMs * 2 ** Math.min(failures, 30));
  return most / 2 + (random() * most) / 2;
}
