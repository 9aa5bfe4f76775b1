import { z } from "zod";

/** Backends in a heartbeat: an outage of more is seen by the first of them. */
export const BACKENDS_REPORTED_MAX = 50;

/** A backend that is not as it should be, as one gateway sees it. */
export const backendTrouble = z.strictObject({
  id: z.string().min(1).max(200),
  name: z.string().max(200),
  /** Undefined while the circuit is closed, or where there is none. */
  circuit: z.enum(["open", "half-open"]).optional(),
  /** Addresses of targets that get no calls, of so many. */
  targetsOut: z.array(z.string().max(2_000)).max(100),
  targets: z.int().positive(),
});

/** A gateway's heartbeat: `POST /api/gateway/v1/status`. */
export const gatewayStatus = z.strictObject({
  node: z.string().min(8).max(100),
  version: z.string().max(50),
  capabilities: z.array(z.string().max(100)).max(500),
  /** Generation being served; null before the first one. */
  applied: z.int().positive().nullable(),
  /** The newest generation that it would not load, and why. */
  refused: z.strictObject({ generation: z.int().positive(), reason: z.string().max(2000) }).nullable(),
  uptimeSeconds: z.int().nonnegative(),
  load: z.strictObject({
    requestsInFlight: z.int().nonnegative(),
    residentBytes: z.int().nonnegative(),
  }),
  /** Left out where all of them are well. */
  backends: z.array(backendTrouble).max(BACKENDS_REPORTED_MAX).optional(),
});

/** What a heartbeat is answered with. */
export const statusAnswer = z.object({
  /** Gateways of the group that report, this one included: by how many limits are shared while nothing else tells. */
  gateways: z.int().nonnegative(),
});

export type StatusAnswer = z.infer<typeof statusAnswer>;
export type BackendTrouble = z.infer<typeof backendTrouble>;
export type GatewayStatus = z.infer<typeof gatewayStatus>;
