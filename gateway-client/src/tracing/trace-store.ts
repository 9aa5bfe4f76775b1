import type { TraceRecord } from "@gatehouse/contract/trace.ts";

/** The newest traces of a gateway, in memory within a bound. */
export interface TraceStore {
  readonly size: number;
  keep(record: TraceRecord): void;
  /** The trace as JSON; undefined for one that is not kept (any more). */
  find(id: string): string | undefined;
  /** Newest first. */
  list(): { id: string; at: number; api: string; method: string; path: string; status: number }[];
}

const TRACES_MAX = 500;
const BYTES_MAX = 32 * 1024 * 1024;

export function createTraceStore(tracesMax = TRACES_MAX, bytesMax = BYTES_MAX): TraceStore {
  const kept = new Map<
    string,
    { record: Pick<TraceRecord, "at" | "api" | "method" | "path" | "status">; json: string }
  >();
  let bytes = 0;

  const dropOldest = () => {
    const [oldest] = kept;
    if (oldest === undefined) return;
    bytes -= oldest[1].json.length;
    kept.delete(oldest[0]);
  };

  return {
    get size() {
      return kept.size;
    },
    keep(trace) {
      const { id, at, api, method, path, status } = trace;
      const json = JSON.stringify(trace);
      kept.set(id, { record: { at, api, method, path, status }, json });
      bytes += json.length;
      while (kept.size > tracesMax || (bytes > bytesMax && kept.size > 1)) dropOldest();
    },
    find: (id) => kept.get(id)?.json,
    list: () => [...kept].reverse().map(([id, { record }]) => ({ id, ...record })),
  };
}
