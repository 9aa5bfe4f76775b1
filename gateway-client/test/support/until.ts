import { setTimeout as sleep } from "node:timers/promises";

const LOOK_EVERY_MS = 10;
const GIVE_UP_AFTER_MS = 40_000;

/** Waits for an effect: looks again and again until it is there, and fails with its name when it never comes. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const startedAt = performance.now();
  while (!(await holds())) {
    if (performance.now() - startedAt > GIVE_UP_AFTER_MS) throw new Error(`It never came to pass that ${what}.`);
    await sleep(LOOK_EVERY_MS);
  }
}
