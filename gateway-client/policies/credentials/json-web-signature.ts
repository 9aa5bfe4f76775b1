import { type Algorithm, algorithms, isSignedBy } from "./algorithms.ts";
import { Remembered } from "./remembered.ts";
import type { VerificationKey } from "./verification-key.ts";

/** Tokens that name no key are tried with so many at most: each try costs as much as a good token. */
const TRIES_MAX = 10;

/** A JWS in compact form, read and not yet verified. */
export interface JsonWebSignature {
  readonly header: Readonly<Record<string, unknown>>;
  readonly algorithm: Algorithm;
  readonly keyId: string | undefined;
  readonly payload: Buffer;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/**
 * Reads a JWS in compact form (RFC 7515, 5.2); a text says what is wrong with it. Strict about base64url, so that a token has
 * one spelling only. Keys and addresses of keys in the header are never looked at, and extensions (`crit`) not known.
 */
export function readSignature(token: string): JsonWebSignature | string {
  const parts = token.split(".");
  const [head = "", body = "", tail = ""] = parts;
  if (parts.length !== 3) return "It does not have three parts.";
  const payload = decode(body);
  const signature = decode(tail);
  if (payload === undefined || signature === undefined) return NOT_BASE64URL;
  let read = headers.get(head);
  if (read === undefined) {
    read = readHeader(head);
    headers.set(head, read);
  }
  if (typeof read === "string") return read;
  const signed = Buffer.from(token.slice(0, head.length + 1 + body.length), "latin1");
  return { ...read, payload, signed, signature };
}

type Header = Pick<JsonWebSignature, "header" | "algorithm" | "keyId">;

const NOT_BASE64URL = "It is not base64url.";
/** All tokens of an issuer have one of few headers. */
const headers = new Remembered<Header | string>(256);

function readHeader(text: string): Header | string {
  const bytes = decode(text);
  if (bytes === undefined) return NOT_BASE64URL;
  const header = readObject(bytes);
  if (header === undefined) return "Its header is not a JSON object.";
  if ("crit" in header) return "It needs an extension that is not known here.";
  const algorithm = algorithms.find((name) => name === header.alg);
  if (algorithm === undefined) return "Its algorithm is not known here.";
  const { kid } = header;
  if (kid !== undefined && typeof kid !== "string") return "Its key id is not a text.";
  return { header: Object.freeze(header), algorithm, keyId: kid };
}

/** Whether one of the keys signed it, or whether there is no key that could have. */
export function verifySignature(
  jws: JsonWebSignature,
  keys: readonly VerificationKey[],
): "valid" | "invalid" | "no-key" {
  let tries = 0;
  for (const { id, key, algorithms } of keys) {
    if (!algorithms.includes(jws.algorithm)) continue;
    if (jws.keyId !== undefined && id !== undefined && id !== jws.keyId) continue;
    if (isSignedBy(jws.algorithm, key, jws.signed, jws.signature)) return "valid";
    if (++tries === TRIES_MAX) break;
  }
  return tries === 0 ? "no-key" : "invalid";
}

/** The JSON object of a header or a set of claims. */
export function readObject(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // JSON.parse says "is none" by throwing.
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Only the one spelling that an encoder gives: Node's decoder overlooks strange characters and unused bits. */
function decode(text: string): Buffer | undefined {
  return BASE64URL.test(text) ? Buffer.from(text, "base64url") : undefined;
}

/** Whole groups of four, or a last one of two or three whose unused bits are 0 (RFC 4648, sections 3.5 and 5). */
const BASE64URL = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;
