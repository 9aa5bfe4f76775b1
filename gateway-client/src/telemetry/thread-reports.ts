import type { LogSink, MetricChange } from "../../policies/reports.ts";
import { CustomMetrics, type MetricSum } from "./custom-metrics.ts";

/** A record of a publisher, as it crosses threads. */
export interface LogRecord {
  /** Epoch milliseconds. */
  at: number;
  requestId: string;
  api: string;
  version: string;
  operation: string;
  /** The call's span, where it has one. */
  span: { traceId: string; spanId: string; flags: number } | undefined;
  fields: Readonly<Record<string, unknown>>;
}

export interface ThreadReportsOptions {
  handOnSums(sums: MetricSum[]): void;
  handOnRecords(sink: LogSink, records: LogRecord[]): void;
}

const HAND_ON_RECORDS = 100;

/** What the policies of one thread report, joined until it is worth to hand it on. */
export class ThreadReports {
  readonly #options: ThreadReportsOptions;
  readonly #metrics = new CustomMetrics();
  /** By the policy's own sink object: one for each place where a policy stands. */
  readonly #records = new Map<LogSink, LogRecord[]>();

  constructor(options: ThreadReportsOptions) {
    this.#options = options;
  }

  count({ value, ...change }: MetricChange): void {
    this.#metrics.add({ ...change, count: 1, sum: value });
  }

  log(sink: LogSink, record: LogRecord): void {
    const records = this.#records.get(sink) ?? [];
    if (records.length === 0) this.#records.set(sink, records);
    records.push(record);
    if (records.length >= HAND_ON_RECORDS) this.#handOn(sink, records);
  }

  flush(): void {
    const sums = this.#metrics.take();
    if (sums.length > 0) this.#options.handOnSums(sums);
    for (const [sink, records] of [...this.#records]) this.#handOn(sink, records);
  }

  #handOn(sink: LogSink, records: LogRecord[]): void {
    this.#records.delete(sink);
    this.#options.handOnRecords(sink, records);
  }
}
