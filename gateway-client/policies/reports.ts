/** Where a publisher's own records go. */
export type LogSink =
  /** JSON lines, posted in batches. */
  | { readonly kind: "http"; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  /** A file of that name in the gateway's folder for logs. */
  | { readonly kind: "file"; readonly name: string }
  /** Where the gateway sends its OpenTelemetry. */
  | { readonly kind: "otlp"; readonly severity: LogSeverity };

export type LogSeverity = (typeof logSeverities)[number];
export const logSeverities = ["debug", "info", "warn", "error"] as const;

/** What of a call a publisher counts: values of each dimension beyond the bound are counted as `other`. */
export interface MetricChange {
  readonly name: string;
  readonly value: number;
  /** Name and value, in the order of the policy. */
  readonly dimensions: readonly (readonly [name: string, value: string])[];
  readonly valuesMax: number;
}

/** What policies tell the world beside the answer. Neither waits, and neither can fail a call. */
export interface Reports {
  count(change: MetricChange): void;
  log(sink: LogSink, fields: Readonly<Record<string, unknown>>): void;
}
