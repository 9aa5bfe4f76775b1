import { type CounterRecord, latencyBucket } from "@gatehouse/contract/telemetry.ts";
import type { CountedCall } from "./recorder.ts";

/** Distinct counters held in memory: about 200 MB at worst. Reached only when the disk takes nothing for long. */
const COUNTERS_MAX = 300_000;

/** Calls added up by minute, version, operation, subscription and status. */
export interface Counters {
  readonly size: number;
  /** Calls that found no room, ever. */
  readonly lostCalls: number;
  /** The counter for these names, to be added to with `count`; undefined when there is no room. */
  find(call: Pick<CountedCall, "minute" | "version" | "operation" | "subscription" | "status">): Counter | undefined;
  /** Adds what was counted elsewhere. */
  merge(records: Iterable<CounterRecord>): void;
  /** Everything counted, in the order of the minutes; nothing is held afterwards. */
  take(): CounterRecord[];
}

/** A counter record being added up. */
export interface Counter {
  record: CounterRecord;
}

export function createCounters(): Counters {
  let counters = new Map<string, Counter>();
  let lostCalls = 0;

  const findOrMake = (key: Omit<CounterRecord, "kind" | "calls" | "bytesIn" | "bytesOut" | "latency" | "upstream">) => {
    const name = `${key.at}\n${key.version}\n${key.operation}\n${key.subscription}\n${key.status}`;
    const found = counters.get(name);
    if (found || counters.size >= COUNTERS_MAX) return found;
    const record = { kind: "counter" as const, ...key, calls: 0, bytesIn: 0, bytesOut: 0, latency: {}, upstream: {} };
    const made = { record };
    counters.set(name, made);
    return made;
  };

  return {
    get size() {
      return counters.size;
    },
    get lostCalls() {
      return lostCalls;
    },
    find({ minute, version, operation, subscription, status }) {
      const counter = findOrMake({ at: minute * 60, version, operation, subscription, status });
      if (!counter) lostCalls++;
      return counter;
    },
    merge(records) {
      for (const record of records) {
        const { at, version, operation, subscription, status } = record;
        const counter = findOrMake({ at, version, operation, subscription, status });
        if (counter) addRecord(counter.record, record);
        else lostCalls += record.calls;
      }
    },
    take() {
      const taken = [...counters.values()].map(({ record }) => record);
      counters = new Map();
      return taken.sort((a, b) => a.at - b.at);
    },
  };
}

/** Adds one call to its counter. */
export function count(
  { record }: Counter,
  { bytesIn, bytesOut, totalMs, upstreamMs }: Pick<CountedCall, "bytesIn" | "bytesOut" | "totalMs" | "upstreamMs">,
): void {
  record.calls++;
  record.bytesIn += bytesIn;
  record.bytesOut += bytesOut;
  addToHistogram(record.latency, latencyBucket(totalMs), 1);
  if (upstreamMs >= 0) addToHistogram(record.upstream, latencyBucket(upstreamMs), 1);
}

/** Adds up two records of the same minute and names. */
function addRecord(into: CounterRecord, from: CounterRecord): void {
  into.calls += from.calls;
  into.bytesIn += from.bytesIn;
  into.bytesOut += from.bytesOut;
  for (const [bucket, calls] of Object.entries(from.latency)) addToHistogram(into.latency, bucket, calls);
  for (const [bucket, calls] of Object.entries(from.upstream)) addToHistogram(into.upstream, bucket, calls);
}

function addToHistogram(histogram: Record<string, number>, bucket: string | number, calls: number): void {
  histogram[bucket] = (histogram[bucket] ?? 0) + calls;
}
