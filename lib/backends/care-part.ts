import type { BackendPart } from "../contract/snapshot.ts";
import { bytes, milliseconds } from "../contract/units.ts";
import type { BackendCare } from "./care.ts";

type CarePart = Omit<BackendPart, "id" | "name" | "targets" | "loadBalancing" | "timeouts">;

/** How a backend is looked after, as a gateway gets it: in milliseconds and bytes, and only what is done. */
export function toCarePart(care: BackendCare): CarePart {
  const { healthCheck, ejection, circuit, slowStart, connections, dnsTtl, tls, heldMax } = care;
  return {
    ...(healthCheck && { healthCheck: toHealthCheck(healthCheck) }),
    ...(ejection && {
      ejection: {
        consecutiveFailures: ejection.consecutiveFailures,
        baseMs: milliseconds(ejection.base),
        mostMs: milliseconds(ejection.most),
        ejectedPercentMax: ejection.ejectedPercentMax,
      },
    }),
    ...(circuit && { circuit: toCircuit(circuit) }),
    ...(slowStart !== undefined && { slowStartMs: milliseconds(slowStart) }),
    ...(connections && {
      connections: {
        connectionsMax: connections.max,
        pendingMax: connections.pendingMax,
        pendingTimeoutMs: milliseconds(connections.pendingTimeout),
        idleMax: connections.idleMax,
        idleTimeoutMs: milliseconds(connections.idleTimeout),
      },
    }),
    ...(dnsTtl !== undefined && { dnsTtlMs: milliseconds(dnsTtl) }),
    ...(tls && { tls }),
    ...(heldMax !== undefined && { heldBytesMax: bytes(heldMax) }),
  };
}

function toHealthCheck(check: NonNullable<BackendCare["healthCheck"]>): NonNullable<BackendPart["healthCheck"]> {
  const { path, interval, timeout, healthyAfter, unhealthyAfter, statuses } = check;
  return {
    path,
    intervalMs: milliseconds(interval),
    timeoutMs: milliseconds(timeout),
    healthyAfter,
    unhealthyAfter,
    statuses: [Number(statuses.slice(0, 3)), Number(statuses.slice(-3))],
  };
}

function toCircuit(circuit: NonNullable<BackendCare["circuit"]>): NonNullable<BackendPart["circuit"]> {
  const { consecutiveFailures, failureRatio, open, probes } = circuit;
  return {
    ...(consecutiveFailures !== undefined && { consecutiveFailures }),
    ...(failureRatio && {
      failureRatio: {
        percent: failureRatio.percent,
        windowMs: milliseconds(failureRatio.window),
        callsMin: failureRatio.callsMin,
      },
    }),
    openMs: milliseconds(open),
    probes,
  };
}
