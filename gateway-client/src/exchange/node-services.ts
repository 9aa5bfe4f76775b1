import type { ValueStore } from "../../policies/value-store.ts";
import type { AccessLog } from "../access-log/access-log.ts";
import type { Backends } from "../backends/backends.ts";
import type { AnswerCache } from "../cache/answer-cache.ts";
import type { Limits } from "../limits/limits.ts";
import type { QuotaNotices } from "../limits/quota-notices.ts";
import type { CallSpans } from "../otlp/call-spans.ts";
import type { BackendPools } from "../proxy/backend-pools.ts";
import type { TotalDeadlines } from "../proxy/total-deadlines.ts";
import type { Tunnels } from "../proxy/tunnels.ts";
import type { Recorder } from "../telemetry/recorder-type.ts";
import type { ThreadReports } from "../telemetry/thread-reports.ts";
import type { Tracing } from "../tracing/tracing.ts";
import type { PeerDirectory } from "./client-address.ts";
import type { ForwardedStyle } from "./forwarded.ts";

/** What every exchange of a thread shares, whatever snapshot it is on. */
export interface NodeServices {
  readonly limits: Limits;
  readonly recorder: Recorder;
  /** Left out where nobody wants to know. */
  readonly quotaNotices: QuotaNotices | undefined;
  readonly peers: PeerDirectory;
  readonly forwardedStyle: ForwardedStyle;
  readonly forwardsCertificates: boolean;
  /** The port with TLS, once it is open. */
  readonly secure: { port: number | undefined };
  readonly pools: BackendPools;
  readonly backends: Backends;
  readonly deadlines: TotalDeadlines;
  readonly tunnels: Tunnels;
  readonly values: ValueStore;
  /** Answers of backends. */
  readonly cache: AnswerCache;
  /** Undefined where none is wanted. */
  readonly accessLog: AccessLog | undefined;
  /** Takes what policies count and log; undefined where nobody does. */
  readonly reports: Pick<ThreadReports, "count" | "log"> | undefined;
  /** Undefined where nobody takes them. */
  readonly spans: CallSpans | undefined;
  /** Undefined where nobody could have signed a token. */
  readonly tracing: Tracing | undefined;
  /** The clock that limits, tokens and expressions go by, in epoch milliseconds. */
  now(): number;
  /** Where unforeseen errors go, with the request's id. */
  logError(error: unknown, requestId: string): void;
}
