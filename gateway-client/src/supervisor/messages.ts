import type { SharedTables } from "../snapshot/load.ts";
import type { Observation } from "../telemetry/observation.ts";
import type { TelemetryMessage } from "../telemetry/recorder.ts";
import type { TlsMaterial } from "../tls/material.ts";

/** What the supervisor asks of a thread. One at a time: each is answered before the next is sent. */
export type ThreadRequest =
  | { kind: "prepare"; handover: Handover }
  | { kind: "commit" }
  | { kind: "abandon" }
  /** Certificates for TLS, the first ones or others. */
  | { kind: "secure"; material: TlsMaterial }
  | { kind: "listen"; host: string; port: number; isShared: boolean; isSecure: boolean }
  | { kind: "stop"; timeoutMs: number };

export type ThreadReply =
  | { kind: "done" }
  | { kind: "listening"; port: number }
  /** In words for an operator or a publisher. */
  | { kind: "failed"; reason: string; code: string | undefined };

export type ThreadMessage = ThreadReply | TelemetryMessage | Observation;

/** The way from the snapshot that a thread serves to the next one. Everything large in it is shared memory. */
export interface Handover {
  /** Parts to load anew, as JSON: all but keys and subscriptions, which are in the tables. */
  changed: [name: string, json: SharedArrayBuffer][];
  removed: string[];
  tables: SharedTables;
}
