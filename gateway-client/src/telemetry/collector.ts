import type { BatchRecord, QuotaRecord } from "@gatehouse/contract/telemetry.ts";
import type { TraceRecord } from "@gatehouse/contract/trace.ts";
import { createCounters } from "./counters.ts";
import { createDrain, type Drain } from "./drain.ts";
import type { CountedCall } from "./recorder.ts";
import type { Ring } from "./ring.ts";
import type { Spool } from "./spool.ts";

const DRAIN_EVERY_MS = 500;
const SPOOL_EVERY_MS = 2_000;
/** Traces are for a person who waits for them: counters come first, and the newest are wanted most. */
const TRACES_WAITING_MAX = 100;
const NOTICES_WAITING_MAX = 10_000;

/** Brings what all threads counted together and onto the disk. */
export interface Collector {
  /** Distinct counters that wait in memory, and calls that found no room there. */
  readonly waiting: number;
  readonly lostCalls: number;
  /** Why the disk took nothing at the last try; undefined when it did. */
  readonly spoolFault: unknown;
  addThread(ring: Ring): Drain;
  /** Counts what a thread left and forgets it. */
  removeThread(drain: Drain): void;
  /** A trace or a notice that goes along with what is counted. */
  keep(record: TraceRecord | QuotaRecord): void;
  /** Everything counted so far onto the disk, as far as the disk takes it. */
  flush(): Promise<void>;
  /** Stops the clockwork and flushes. */
  stop(): Promise<void>;
}

export interface CollectorOptions {
  spool: Pick<Spool, "append">;
  observe(call: Pick<CountedCall, "status" | "bytesIn" | "bytesOut" | "totalMs" | "upstreamMs">): void;
  /** Called after new batches are on the disk. */
  onSpooled(): void;
}

export function startCollector({ spool, observe, onSpooled }: CollectorOptions): Collector {
  const counters = createCounters();
  const drains = new Set<Drain>();
  let spoolFault: unknown;
  let flushing: Promise<void> = Promise.resolve();

  const traces: TraceRecord[] = [];
  const notices: QuotaRecord[] = [];

  const keep = (record: TraceRecord | QuotaRecord) => {
    if (record.kind === "quota") {
      if (notices.length < NOTICES_WAITING_MAX) notices.push(record);
      return;
    }
    if (traces.length >= TRACES_WAITING_MAX) traces.shift();
    traces.push(record);
  };
  const drainAll = () => {
    for (const drain of drains) drain.run();
  };
  const flushOnce = async () => {
    drainAll();
    const records: BatchRecord[] = [...counters.take(), ...notices.splice(0), ...traces.splice(0)];
    if (records.length === 0) return;
    const { unwritten, fault } = await spool.append(records);
    counters.merge(unwritten.filter((record) => record.kind === "counter"));
    for (const record of unwritten) if (record.kind !== "counter") keep(record);
    spoolFault = fault;
    if (unwritten.length < records.length) onSpooled();
  };
  const flush = () => {
    flushing = flushing.then(flushOnce);
    return flushing;
  };
  const timers = [setInterval(drainAll, DRAIN_EVERY_MS), setInterval(flush, SPOOL_EVERY_MS)];

  return {
    get waiting() {
      return counters.size;
    },
    get lostCalls() {
      return counters.lostCalls;
    },
    get spoolFault() {
      return spoolFault;
    },
    addThread(ring) {
      const drain = createDrain(ring, counters, observe);
      drains.add(drain);
      return drain;
    },
    removeThread(drain) {
      drain.run();
      drains.delete(drain);
    },
    keep,
    flush,
    stop() {
      for (const timer of timers) clearInterval(timer);
      return flush();
    },
  };
}
