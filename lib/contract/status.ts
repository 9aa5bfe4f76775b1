import { z } from "zod";

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
});

export type GatewayStatus = z.infer<typeof gatewayStatus>;
