import { type KeyObject, verify } from "node:crypto";
import { readTraceToken, TRACE_TOKEN_SECONDS_MAX, type TraceTokenClaims } from "@gatehouse/contract/trace.ts";

/** Why a token is ignored, as the metrics name it. */
export type IgnoredToken = (typeof ignoredTokens)[number];
export const ignoredTokens = [
  "malformed",
  "unknown-key",
  "other-api",
  "expired",
  "lasts-too-long",
  "forged",
  "too-many",
] as const;

/** A signature costs as much as several calls: strangers may not make a gateway check more of them in a second. */
const CHECKS_PER_SECOND = 50;
const TOKENS_REMEMBERED = 1_000;
/** Clocks of the two planes differ. */
const SKEW_SECONDS = 60;

/** Tells genuine trace tokens from others. One of a thread. */
export class TraceTokens {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  readonly #genuine = new Map<string, TraceTokenClaims>();
  #second = 0;
  #checks = 0;

  /** @param keys Ed25519 public keys, by their ids, of those who may sign */
  constructor(keys: ReadonlyMap<string, KeyObject>) {
    this.#keys = keys;
  }

  /** Undefined for a token that counts for the API now, else why it does not. */
  check(text: string, api: string, nowMs: number): IgnoredToken | undefined {
    const nowSeconds = Math.floor(nowMs / 1000);
    const known = this.#genuine.get(text);
    if (known !== undefined) return faultOf(known, api, nowSeconds);
    const token = readTraceToken(text);
    if (token === undefined) return "malformed";
    const key = this.#keys.get(token.claims.keyId);
    if (key === undefined) return "unknown-key";
    const fault = faultOf(token.claims, api, nowSeconds);
    if (fault !== undefined) return fault;
    if (!this.#mayCheck(nowSeconds)) return "too-many";
    if (!verify(null, token.signed, key, token.signature)) return "forged";
    if (this.#genuine.size >= TOKENS_REMEMBERED) this.#genuine.clear();
    this.#genuine.set(text, token.claims);
    return undefined;
  }

  #mayCheck(nowSeconds: number): boolean {
    if (nowSeconds !== this.#second) this.#checks = 0;
    this.#second = nowSeconds;
    return this.#checks++ < CHECKS_PER_SECOND;
  }
}

function faultOf(
  { api, expiresAt }: TraceTokenClaims,
  wantedApi: string,
  nowSeconds: number,
): IgnoredToken | undefined {
  if (api !== wantedApi) return "other-api";
  if (expiresAt <= nowSeconds) return "expired";
  return expiresAt > nowSeconds + TRACE_TOKEN_SECONDS_MAX + SKEW_SECONDS ? "lasts-too-long" : undefined;
}
