import { z } from "zod";
import { duration, parseDuration, parseSize, size } from "../contract/units.ts";

const HOUR_MS = 3_600_000;
const HELD_SIZE_MAX = 64 * 1024 * 1024;
const PEM_LENGTH_MAX = 100_000;

const upToAnHour = duration.refine((text) => {
  const ms = parseDuration(text) ?? 1;
  return ms > 0 && ms <= HOUR_MS;
}, "is not between 1ms and 1h");
const statusRange = z
  .string()
  .regex(/^[2-5]\d\d(-[2-5]\d\d)?$/, "is not a status or a range such as 200-299")
  .refine((text) => Number(text.slice(0, 3)) <= Number(text.slice(-3)), "ends before it begins");

/** One named value and nothing else: what it is stays out of every screen and answer. */
const reference = z.string().regex(/^\{\{[A-Za-z][A-Za-z0-9_.-]{0,99}\}\}$/, "is not a named value such as {{key}}");
const pem = z.union([
  reference,
  z.string().max(PEM_LENGTH_MAX).startsWith("-----BEGIN ", "is neither PEM nor a {{value}}"),
]);

const healthCheck = z.strictObject({
  path: z
    .string()
    .max(2_000)
    .regex(/^\/[\x21-\x7e]*$/, "is not a path such as /health")
    .describe("From the target's root."),
  interval: upToAnHour.default("10s"),
  timeout: upToAnHour.default("2s"),
  healthyAfter: z.int().min(1).max(100).default(2).describe("So many good answers in turn bring a target back."),
  unhealthyAfter: z.int().min(1).max(100).default(3).describe("So many bad ones take it out."),
  statuses: statusRange.default("200-299").describe("Of a good answer."),
});

const ejection = z.strictObject({
  consecutiveFailures: z.int().min(1).max(1_000).default(5).describe("No answer, 502, 503 or 504, so often in turn."),
  base: upToAnHour.default("30s").describe("Out for so long the first time, twice as long each further time."),
  most: upToAnHour.default("5m").describe("And never longer than this."),
  ejectedPercentMax: z.int().min(0).max(100).default(50).describe("Never more of the targets than this."),
});

const circuit = z
  .strictObject({
    consecutiveFailures: z
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe("No answer, or a status from 500 on, so often in turn."),
    failureRatio: z
      .strictObject({
        percent: z.int().min(1).max(100).default(50),
        window: upToAnHour.default("10s"),
        callsMin: z.int().min(1).max(1_000_000).default(20),
      })
      .optional(),
    open: upToAnHour.default("30s").describe("Calls are refused for so long."),
    probes: z
      .int()
      .min(1)
      .max(100)
      .default(1)
      .describe("Calls let through at a time after that; so many good ones close it."),
  })
  .refine(({ consecutiveFailures, failureRatio }) => (consecutiveFailures ?? failureRatio) !== undefined, {
    message: "needs what opens it: consecutiveFailures, failureRatio or both",
  });

const connections = z.strictObject({
  max: z.int().min(1).max(100_000).default(1_024).describe("Of each target and gateway thread."),
  pendingMax: z
    .int()
    .min(0)
    .max(100_000)
    .default(4_096)
    .describe("Calls that wait for one; more are refused with 503."),
  pendingTimeout: upToAnHour.default("5s").describe("How long one waits."),
  idleMax: z.int().min(0).max(100_000).default(1_024),
  idleTimeout: upToAnHour.default("4s").describe("Shorter than what the backend keeps."),
});

const tls = z
  .strictObject({
    ca: pem.optional().describe("Trusted in place of the well-known authorities."),
    certificate: pem.optional().describe("What the gateway shows of itself."),
    privateKey: reference.optional().describe("Its key: a named value."),
    serverName: z.string().min(1).max(253).optional().describe("In place of the address's name."),
    insecure: z.literal(true).optional().describe("The backend's certificate is not verified."),
  })
  .refine(({ certificate, privateKey }) => (certificate === undefined) === (privateKey === undefined), {
    message: "needs certificate and privateKey together",
  });

export const hashBy = z.union([
  z.strictObject({ source: z.enum(["client-address", "subscription"]) }),
  z.strictObject({ source: z.enum(["header", "cookie"]), name: z.string().min(1).max(200) }),
]);

/** How gateways look after a backend. What is left out is not done. */
export const backendCare = z.strictObject({
  hashBy: hashBy.optional().describe("For consistent-hash; the client's address when left out."),
  healthCheck: healthCheck.optional(),
  ejection: ejection.optional(),
  circuit: circuit.optional(),
  slowStart: upToAnHour.optional().describe("A target that came back gets its share in full after this."),
  connections: connections.optional(),
  dnsTtl: upToAnHour.optional().describe("Names are looked up again after this; 30s when left out."),
  tls: tls.optional(),
  heldMax: size
    .refine((text) => (parseSize(text) ?? 0) > 0 && (parseSize(text) ?? 0) <= HELD_SIZE_MAX, "is not up to 64MiB")
    .optional()
    .describe("Of an answer that a policy reads or changes; 4MiB when left out."),
});

export type BackendCare = z.output<typeof backendCare>;
