import { z } from "zod";

/** The request header that asks for a trace. It never reaches a backend. */
export const TRACE_HEADER = "gatehouse-trace";
/** The answer header that names the trace of a call. */
export const TRACE_ID_HEADER = "gatehouse-trace-id";
/** No token works longer, whatever it says itself. */
export const TRACE_TOKEN_SECONDS_MAX = 3_600;

export const TRACE_STEPS_MAX = 300;
export const TRACE_NOTES_MAX = 40;
export const TRACE_TEXT_MAX = 400;

const TOKEN_LENGTH_MAX = 1_000;
/** Keeps a token's signature from passing for that of anything else, a manifest say. */
const SIGNED_AS = "gatehouse-trace-token\n";

/** What a trace token says: which key signed it, for which API it counts, until when, and a number that makes it unlike others. */
export const traceTokenClaims = z.strictObject({
  keyId: z.string().min(1).max(100),
  /** Id of the API. */
  api: z.string().min(1).max(200),
  /** Epoch seconds. */
  expiresAt: z.int().positive(),
  nonce: z.string().min(8).max(100),
});

export type TraceTokenClaims = z.infer<typeof traceTokenClaims>;

/** A token: its claims as base64url of JSON, a dot, the Ed25519 signature (RFC 8032) as base64url. `sign` gets the bytes to sign. */
export function writeTraceToken(claims: TraceTokenClaims, sign: (bytes: Uint8Array) => Uint8Array): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `${payload}.${Buffer.from(sign(signedBytes(payload))).toString("base64url")}`;
}

/** What a token claims and what its signature must cover; undefined for what is no token. Nothing of it is to be believed yet. */
export function readTraceToken(
  text: string,
): { claims: TraceTokenClaims; signed: Uint8Array; signature: Uint8Array } | undefined {
  const [payload = "", signature = "", ...others] = text.length > TOKEN_LENGTH_MAX ? [] : text.split(".");
  if (others.length > 0 || signature === "") return undefined;
  const claims = traceTokenClaims.safeParse(parseJson(Buffer.from(payload, "base64url").toString("utf8")));
  if (!claims.success) return undefined;
  return { claims: claims.data, signed: signedBytes(payload), signature: Buffer.from(signature, "base64url") };
}

/** Something that a step read, or changed; `before` and `after` are null where there was nothing. Secrets are masked. */
const traceNote = z.strictObject({
  what: z.string(),
  before: z.string().max(TRACE_TEXT_MAX).nullable(),
  after: z.string().max(TRACE_TEXT_MAX).nullable(),
});

/** One thing that the gateway did for the call, in the order in which it began. */
export const traceStep = z.strictObject({
  /** `frame` is the gateway's own doing (route, authentication, limits of the plan), `attempt` one try at a backend. */
  kind: z.enum(["frame", "policy", "attempt"]),
  /** The policy's name, or what the gateway did. */
  name: z.string(),
  /** The policy's id; the target's address for an attempt. */
  id: z.string(),
  scope: z.string(),
  section: z.string(),
  /** Index of the step that this one ran inside of; null for one of its own. */
  inside: z.int().nonnegative().nullable(),
  /** Since the request's header was complete. */
  beganMs: z.number().nonnegative(),
  durationMs: z.number().nonnegative(),
  read: z.array(z.strictObject({ what: z.string(), value: z.string().max(TRACE_TEXT_MAX).nullable() })),
  changed: z.array(traceNote),
  /** `next`: the call went on; `answer`, `refusal`, `fault`: it ended or failed there. */
  outcome: z.enum(["next", "answer", "refusal", "fault"]),
  /** The answer's status, where there is one. */
  status: z.int().nullable(),
  /** A problem's slug, the reason of a fault, what was found. */
  detail: z.string().max(TRACE_TEXT_MAX),
});

/** Everything that was recorded of one call. */
export const traceRecord = z.strictObject({
  kind: z.literal("trace"),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** Epoch milliseconds. */
  at: z.int().nonnegative(),
  requestId: z.string().max(200),
  api: z.string().max(200),
  version: z.string().max(200),
  operation: z.string().max(200),
  subscription: z.string().max(200).nullable(),
  method: z.string().max(40),
  /** Without the query. */
  path: z.string().max(TRACE_TEXT_MAX),
  clientAddress: z.string().max(100),
  /** 499 where the caller was gone before there was an answer. */
  status: z.int().min(100).max(599),
  durationMs: z.number().nonnegative(),
  /** Null where no backend was called. */
  upstreamMs: z.number().nonnegative().nullable(),
  bytesIn: z.int().nonnegative(),
  bytesOut: z.int().nonnegative(),
  steps: z.array(traceStep).max(TRACE_STEPS_MAX),
  /** Whether there was more than is kept of a call. */
  isCut: z.boolean(),
});

export type TraceStep = z.infer<typeof traceStep>;
export type TraceRecord = z.infer<typeof traceRecord>;

function signedBytes(payload: string): Uint8Array {
  return Buffer.from(SIGNED_AS + payload);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON.parse has no other way to say no
  }
}
