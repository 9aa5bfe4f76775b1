/** Calls one operation through the gateway and keeps count of what was answered. */
export interface Caller {
  call: () => Promise<number>;
  /** Status → answers so far. */
  counts: Map<number, number>;
  /** Of the newest answer. */
  lastHeaders: () => Headers;
}

export function callerOf(url: string, key: string): Caller {
  const counts = new Map<number, number>();
  let headers = new Headers();
  return {
    counts,
    lastHeaders: () => headers,
    call: async () => {
      const response = await fetch(url, { headers: { "x-api-key": key } });
      await response.arrayBuffer();
      headers = response.headers;
      counts.set(response.status, (counts.get(response.status) ?? 0) + 1);
      return response.status;
    },
  };
}

/** The statuses of so many calls, one after the other. */
export async function callTimes(caller: Caller, times: number): Promise<Set<number>> {
  const seen = new Set<number>();
  for (let i = 0; i < times; i++) seen.add(await caller.call());
  return seen;
}
