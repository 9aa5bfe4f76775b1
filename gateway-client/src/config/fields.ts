import { createPublicKey } from "node:crypto";
import { isIP } from "node:net";
import { parseDuration, parseSize } from "@gatehouse/contract/units.ts";
import { z } from "zod";

/** What the members of the configuration are made of, and how the environment writes those that are no text. */
export function httpUrl() {
  return z.url({ protocol: /^https?$/, error: "must be an http or https address" });
}

/** The environment knows only text. */
export function toNumber(value: unknown): unknown {
  return typeof value === "string" && /^\d*\.?\d+$/.test(value) ? Number(value) : value;
}

/** OpenTelemetry writes times as milliseconds without a unit. */
export function toMilliseconds(value: unknown): unknown {
  return typeof value === "string" && /^\d+$/.test(value) ? `${value}ms` : value;
}

/** `a=1,b=2` with percent-encoding, as OpenTelemetry writes pairs (W3C Baggage). */
export function splitPairs(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return Object.fromEntries(
    (splitList(value) as string[]).map((item) => {
      const at = item.indexOf("=");
      return at < 0 ? [item, ""] : [item.slice(0, at).trim(), decoded(item.slice(at + 1).trim())];
    }),
  );
}

function decoded(value: string): string {
  return value.replace(/(%[0-9A-Fa-f]{2})+/g, (bytes) =>
    Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"),
  );
}

export function text() {
  return z.string("must be text").min(1, "must not be empty").max(4096, "is too long");
}

export function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.preprocess(
    (value) => (typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value),
    z.int(message).min(least, message).max(most, message),
  );
}

/** 0 lets the operating system choose. */
export function port() {
  return wholeNumber(0, 65_535);
}

export function sizeBetween(least: string, most: string) {
  return measureBetween(parseSize, least, most, "size");
}

export function durationBetween(least: string, most: string) {
  return measureBetween(parseDuration, least, most, "duration");
}

function measureBetween(parse: (text: string) => number | undefined, least: string, most: string, what: string) {
  const isWithin = (value: string) => {
    const measure = parse(value);
    return measure !== undefined && measure >= Number(parse(least)) && measure <= Number(parse(most));
  };
  return z.string().refine(isWithin, `must be a ${what} from ${least} to ${most}`);
}

/** `cert.pem=key.pem, both.pem` as the environment writes files. */
export function splitFiles(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return (splitList(value) as string[]).map((item) => {
    const [certFile, keyFile] = item.split("=");
    return { certFile, ...(keyFile === undefined ? {} : { keyFile }) };
  });
}

export function toBoolean(value: unknown): unknown {
  return value === "true" ? true : value === "false" ? false : value;
}

/** `a, b` as the environment writes a list. */
export function splitList(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** `id=base64,id=base64` as the environment writes keys; the first `=` ends the id. */
export function splitKeys(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return Object.fromEntries(
    (splitList(value) as string[]).map((item) => {
      const at = item.indexOf("=");
      return at < 0 ? [item, ""] : [item.slice(0, at), item.slice(at + 1)];
    }),
  );
}

export function isAddressOrRange(value: string): boolean {
  const [address = "", bits, ...rest] = value.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

export function isEd25519Key(value: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(value, "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyType === "ed25519";
  } catch {
    return false; // the only way in which Node tells that bytes are no key
  }
}
