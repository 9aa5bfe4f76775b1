/** How busy a thread is, as it says itself through shared memory. */
export interface Load {
  requestsInFlight: number;
  connections: number;
}

export type LoadMemory = Int32Array<SharedArrayBuffer>;

export interface SharedLoad {
  /** For the thread to write into. */
  readonly shared: LoadMemory;
  read(): Load;
}

const REQUESTS = 0;
const CONNECTIONS = 1;

export function createLoad(): SharedLoad {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  return {
    shared,
    read: () => ({
      requestsInFlight: Atomics.load(shared, REQUESTS),
      connections: Atomics.load(shared, CONNECTIONS),
    }),
  };
}

export function writeLoad(shared: LoadMemory, { requestsInFlight, connections }: Load): void {
  Atomics.store(shared, REQUESTS, requestsInFlight);
  Atomics.store(shared, CONNECTIONS, connections);
}
