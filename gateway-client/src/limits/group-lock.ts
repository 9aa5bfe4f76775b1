const FREE = 0;
const HELD = 1;
const SPINS = 2_000;
const WAIT_MS = 1;
const WAITS_MAX = 200;

/**
 * Takes a lock in shared memory; whoever takes it gives it back within microseconds and never waits meanwhile. A thread that
 * was stopped between the two leaves it held: after 200 ms it counts as left behind and is taken over.
 */
export function lockGroup(locks: Int32Array, group: number): void {
  for (let waits = 0; waits < WAITS_MAX; waits++) {
    for (let spins = 0; spins < SPINS; spins++) {
      if (Atomics.compareExchange(locks, group, FREE, HELD) === FREE) return;
    }
    // The holder is not running at the moment: let the system give it the processor.
    Atomics.wait(locks, group, HELD, WAIT_MS);
  }
}

export function unlockGroup(locks: Int32Array, group: number): void {
  Atomics.store(locks, group, FREE);
}
