import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { clientFields, identifyClient } from "./credentials/client.ts";
import { isContentDigest } from "./credentials/content-digest.ts";
import {
  derivedComponents,
  type MessageSignature,
  readMessageSignature,
  signatureBase,
} from "./credentials/message-signature.ts";
import { holdsReference } from "./credentials/named-value.ts";
import { definePolicy, type Outcome, type Refusal } from "./define.ts";
import type { Exchange } from "./exchange.ts";
import { headerName, variableName } from "./fields.ts";

const KEYS_MAX = 1000;
const SECRET_BYTES_MIN = 16;

/** The first is that of RFC 9421, 3.3.3; the others are the same with a longer hash. */
const hashes = { "hmac-sha256": "sha256", "hmac-sha384": "sha384", "hmac-sha512": "sha512" } as const;
type HmacAlgorithm = keyof typeof hashes;
const hmacAlgorithms: readonly HmacAlgorithm[] = ["hmac-sha256", "hmac-sha384", "hmac-sha512"];

const keyId = z.string().regex(/^[\x20\x21\x23-\x5b\x5d-\x7e]{1,200}$/, "is not a key id");

/** Text, or bytes in base64. */
const secret = z
  .union([z.string().max(4096), z.strictObject({ base64: z.string().max(4096) })])
  .refine((written) => holdsReference(written) || toBytes(written).length >= SECRET_BYTES_MIN, {
    message: `is a secret of under ${SECRET_BYTES_MIN} bytes`,
  });

const challenge = ["www-authenticate", "Signature"];

export const validateHmac = definePolicy({
  name: "validate-hmac",
  version: 1,
  summary: "Lets a request in only with a signature of one of its keys, and only once.",
  phase: "authenticate",
  sections: ["inbound"],
  config: z.strictObject({
    keys: z.record(keyId, secret).refine((keys) => isBetween(Object.keys(keys).length, 1, KEYS_MAX), {
      message: `has no key, or more than ${KEYS_MAX}`,
    }),
    "signed-headers": z
      .array(z.union([z.enum(derivedComponents), headerName]))
      .min(1)
      .max(50)
      .default(["@method", "@path", "@query"]),
    algorithms: z.array(z.enum(hmacAlgorithms)).min(1).default(["hmac-sha256"]),
    "clock-skew": duration
      .refine((text) => isBetween(milliseconds(text), 1_000, 3_600_000), "is not between 1s and 1h")
      .default("300s"),
    "validate-body": z.boolean().default(false),
    "output-key-variable-name": variableName.optional(),
    ...clientFields,
  }),
  compile(options) {
    const keys = new Map(Object.entries(options.keys).map(([id, written]) => [id, createSecretKey(toBytes(written))]));
    const skewMs = milliseconds(options["clock-skew"]);
    // A signature may be as far ahead of the clock as behind it: so long its like can come again.
    const once = [{ calls: 1, periodMs: 2 * skewMs + 1_000 }];
    const isBodySigned = options["validate-body"];
    const needed = isBodySigned ? [...options["signed-headers"], "content-digest"] : options["signed-headers"];
    const variable = options["output-key-variable-name"];

    const conclude = (exchange: Exchange, { signature, keyId }: MessageSignature): Outcome => {
      if (!isFirst(exchange, signature, once)) return refusal("signature-replayed");
      if (variable !== undefined) exchange.variables.set(variable, keyId);
      return identifyClient(exchange, options["client-issuer"], keyId);
    };
    return (exchange) => {
      const signature = readMessageSignature(exchange.request);
      if (typeof signature === "string") return refusal("signature-missing", signature);
      const unsigned = needed.find((name) => !signature.components.includes(name));
      if (unsigned !== undefined) return refusal("signature-missing", `${unsigned} must be signed.`);
      const untimely = checkTime(signature, exchange.receivedAtMs, skewMs);
      if (untimely !== undefined) return untimely;
      if (!isSignedBy(keys, options.algorithms, signature, exchange)) return refusal("signature-invalid");
      return isBodySigned ? checkBody(exchange, () => conclude(exchange, signature)) : conclude(exchange, signature);
    };
  },
});

function refusal(problem: Refusal["problem"], detail?: string): Refusal {
  return { problem, headers: challenge, ...(detail === undefined ? {} : { detail }) };
}

function checkTime({ created, expires }: MessageSignature, nowMs: number, skewMs: number): Refusal | undefined {
  if (created === undefined) return refusal("signature-missing", "The signature does not say when it was created.");
  if (Math.abs(nowMs - created * 1000) > skewMs) return refusal("signature-expired");
  if (expires !== undefined && nowMs >= expires * 1000) return refusal("signature-expired");
  return undefined;
}

/** The algorithm is the one that the signature names, or else the first; never one that is not accepted. */
function isSignedBy(
  keys: ReadonlyMap<string, KeyObject>,
  algorithms: readonly HmacAlgorithm[],
  signature: MessageSignature,
  exchange: Exchange,
): boolean {
  const key = keys.get(signature.keyId ?? "");
  const algorithm = algorithms.find((name) => name === (signature.algorithm ?? algorithms[0]));
  const base = signatureBase(exchange, signature);
  if (key === undefined || algorithm === undefined || base === undefined) return false;
  const expected = createHmac(hashes[algorithm], key).update(base, "latin1").digest();
  return expected.length === signature.signature.length && timingSafeEqual(expected, signature.signature);
}

/** Only now is the body held: who cannot sign takes no memory. The digest is that of the body as it was sent. */
function checkBody(exchange: Exchange, next: () => Outcome): Outcome | Promise<Outcome> {
  if (exchange.request.get("content-encoding") !== undefined) {
    return refusal("content-digest-invalid", "The body has a content coding, and its digest is not looked at then.");
  }
  const digest = exchange.request.getAll("content-digest").join(",");
  const check = (held: Outcome): Outcome => {
    if (held !== undefined) return held;
    const isAsSigned = isContentDigest(digest, exchange.requestBody?.bytes ?? new Uint8Array());
    return isAsSigned ? next() : refusal("content-digest-invalid");
  };
  const held = exchange.holdRequestBody();
  return held instanceof Promise ? held.then(check) : check(held);
}

/** Whether it is the first of its like on this node. A signature is as good as random: its first bytes name its counter. */
function isFirst({ attempts, receivedAtMs }: Exchange, signature: Buffer, once: { calls: number; periodMs: number }[]) {
  const key = { low: signature.readInt32LE(0), high: signature.readInt32LE(4) };
  return attempts.take(key, once, receivedAtMs).isAllowed;
}

function toBytes(written: string | { base64: string }): Buffer {
  return typeof written === "string" ? Buffer.from(written) : Buffer.from(written.base64, "base64");
}

function isBetween(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}
