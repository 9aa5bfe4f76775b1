import type { Recorder } from "./recorder-type.ts";
import { type Ring, writeCall } from "./ring.ts";

const MS_PER_MINUTE = 60_000;

/** What a thread tells the supervisor beside the ring. */
export type TelemetryMessage =
  | { kind: "route-label"; label: number; version: string; operation: string | null }
  | { kind: "subscription-label"; label: number; subscription: string }
  /** A call that found the ring full: counted on a slower way, never lost. */
  | { kind: "call"; call: CountedCall };

/** One call with the names that it is counted under. `minute` is in minutes since the epoch. */
export interface CountedCall {
  minute: number;
  version: string | null;
  operation: string | null;
  subscription: string | null;
  status: number;
  bytesIn: number;
  bytesOut: number;
  totalMs: number;
  upstreamMs: number;
}

/**
 * The recorder of one thread. A call costs three look-ups by id and eight stores: labels are numbers given at the first call
 * of a route or subscription, so that its names cross threads once.
 */
export function createRecorder(ring: Ring, tell: (message: TelemetryMessage) => void, now = Date.now): Recorder {
  const routes = new Map<string, Map<string | null, number>>();
  const subscriptions = new Map<string, number>();
  let routeCount = 0;

  const labelRoute = (version: string, operation: string | null) => {
    const label = ++routeCount;
    const operations = routes.get(version) ?? new Map<string | null, number>();
    routes.set(version, operations.set(operation, label));
    tell({ kind: "route-label", label, version, operation });
    return label;
  };
  const labelSubscription = (subscription: string) => {
    const label = subscriptions.size + 1;
    subscriptions.set(subscription, label);
    tell({ kind: "subscription-label", label, subscription });
    return label;
  };

  return {
    record(version, operation, subscription, status, bytesIn, bytesOut, totalMs, upstreamMs) {
      const minute = Math.floor(now() / MS_PER_MINUTE);
      const route = version === null ? 0 : (routes.get(version)?.get(operation) ?? labelRoute(version, operation));
      const caller = subscription === null ? 0 : (subscriptions.get(subscription) ?? labelSubscription(subscription));
      if (writeCall(ring, minute, route, caller, status, bytesIn, bytesOut, totalMs, upstreamMs)) return;
      const call = { minute, version, operation, subscription, status, bytesIn, bytesOut, totalMs, upstreamMs };
      tell({ kind: "call", call });
    },
  };
}
