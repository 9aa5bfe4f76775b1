/** How busy a thread is, as it says itself through shared memory. */
export type LoadMemory = Int32Array<SharedArrayBuffer>;

export function createLoad(): LoadMemory {
  return new Int32Array(new SharedArrayBuffer(4));
}

export function writeLoad(memory: LoadMemory, requestsInFlight: number): void {
  Atomics.store(memory, 0, requestsInFlight);
}

/** Requests in flight. */
export function readLoad(memory: LoadMemory): number {
  return Atomics.load(memory, 0);
}
