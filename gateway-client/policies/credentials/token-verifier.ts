import type { Refusal } from "../define.ts";
import type { Algorithm } from "./algorithms.ts";
import { type Claims, textsOf } from "./claims.ts";
import { type JsonWebSignature, readObject, readSignature, verifySignature } from "./json-web-signature.ts";
import type { KeySet, KeySource } from "./key-source.ts";
import { Remembered } from "./remembered.ts";

/** Tokens remembered by a policy in a thread: with the usual size of a token, some MiB at most. */
const REMEMBERED_MAX = 4096;
/** A token without an end is looked at again after so long. */
const REMEMBER_MAX_MS = 5 * 60_000;
const RETRY_AFTER_SECONDS = 5;

export interface TokenRules {
  readonly algorithms: readonly Algorithm[];
  /** Accepted audiences and issuers; without issuers the ones that the keys belong to. */
  readonly audiences: readonly string[] | undefined;
  readonly issuers: readonly string[] | undefined;
  readonly clockSkewMs: number;
  readonly isEndRequired: boolean;
  checkClaims(claims: Claims): Refusal | undefined;
}

export interface VerifiedToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Claims;
}

interface Verified {
  readonly token: VerifiedToken;
  readonly source: KeySource;
  readonly set: KeySet;
  readonly untilMs: number;
}

/** Verifies JSON Web Tokens. A token that it saw costs a look into a table until the token ends or the keys change. */
export class TokenVerifier {
  readonly #sources: readonly KeySource[];
  readonly #rules: TokenRules;
  readonly #verified = new Remembered<Verified>(REMEMBERED_MAX);

  constructor(sources: readonly KeySource[], rules: TokenRules) {
    this.#sources = sources;
    this.#rules = rules;
  }

  /** Synchronous whenever the keys are there. */
  verify(token: string, nowMs: number): VerifiedToken | Refusal | Promise<VerifiedToken | Refusal> {
    const known = this.#verified.get(token);
    if (known !== undefined && nowMs < known.untilMs && known.source.keysAt(nowMs) === known.set) return known.token;

    const jws = readSignature(token);
    if (typeof jws === "string") return { problem: "jwt-invalid", detail: jws };
    if (!this.#rules.algorithms.includes(jws.algorithm)) {
      return { problem: "jwt-invalid", detail: `Tokens with the algorithm ${jws.algorithm} are not accepted here.` };
    }
    const missing = this.#fetchMissing(nowMs);
    if (missing !== undefined) return missing.then(() => this.#verifyBy(token, jws, nowMs));
    return this.#verifyBy(token, jws, nowMs);
  }

  #fetchMissing(nowMs: number): Promise<unknown> | undefined {
    const fetches = this.#sources.flatMap((source) =>
      source.keysAt(nowMs) === undefined ? (source.fetchMissing(nowMs) ?? []) : [],
    );
    return fetches.length === 0 ? undefined : Promise.all(fetches);
  }

  #verifyBy(
    token: string,
    jws: JsonWebSignature,
    nowMs: number,
  ): VerifiedToken | Refusal | Promise<VerifiedToken | Refusal> {
    const found = this.#check(token, jws, nowMs);
    if (found !== "no-key") return found;
    const fetches = this.#sources.flatMap((source) => source.fetchUnknown(nowMs) ?? []);
    if (fetches.length === 0) return this.#noKey(nowMs);
    return Promise.all(fetches).then(() => {
      const again = this.#check(token, jws, nowMs);
      return again === "no-key" ? this.#noKey(nowMs) : again;
    });
  }

  /** An issuer that is away is no fault of the token: who is told so keeps it and tries again. */
  #noKey(nowMs: number): Refusal {
    if (this.#sources.every((source) => source.keysAt(nowMs) !== undefined)) {
      return { problem: "token-signature-key-not-found" };
    }
    return {
      problem: "token-issuer-unavailable",
      detail: "The keys that tokens are checked with cannot be fetched.",
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    };
  }

  #check(token: string, jws: JsonWebSignature, nowMs: number): VerifiedToken | Refusal | "no-key" {
    let refusal: Refusal | undefined;
    for (const source of this.#sources) {
      const set = source.keysAt(nowMs);
      const result = set === undefined ? "no-key" : verifySignature(jws, set.keys);
      if (set === undefined || result === "no-key") continue;
      if (result === "invalid") {
        refusal ??= { problem: "token-signature-invalid" };
        continue;
      }
      const claims = readObject(jws.payload);
      if (claims === undefined) return { problem: "jwt-invalid", detail: "Its content is not a JSON object." };
      const verified = { header: jws.header, claims };
      // Another source may have the same keys for another issuer.
      refusal = this.#checkIssuer(claims, set) ?? this.#checkClaims(claims, nowMs);
      if (refusal?.problem === "token-issuer-not-allowed") continue;
      if (refusal !== undefined) return refusal;
      this.#verified.set(token, { token: verified, source, set, untilMs: this.#untilMs(claims, nowMs) });
      return verified;
    }
    return refusal ?? "no-key";
  }

  /** Keys of one accepted issuer are not good for tokens of another. Some publish a pattern as their issuer, which is none. */
  #checkIssuer({ iss }: Claims, set: KeySet): Refusal | undefined {
    const { issuer: owner } = set;
    const accepted = this.#rules.issuers;
    const isOwnerAccepted = owner !== undefined && (accepted?.includes(owner) ?? true);
    const issuers = isOwnerAccepted ? [owner] : accepted;
    if (issuers === undefined || (typeof iss === "string" && issuers.includes(iss))) return undefined;
    return { problem: "token-issuer-not-allowed" };
  }

  #checkClaims(claims: Claims, nowMs: number): Refusal | undefined {
    const { audiences, clockSkewMs, isEndRequired, checkClaims } = this.#rules;
    const { exp, nbf, aud } = claims;
    for (const [name, value] of Object.entries({ exp, nbf })) {
      if (value !== undefined && !Number.isFinite(value)) {
        return { problem: "jwt-invalid", detail: `Its claim ${name} is not a number.` };
      }
    }
    if (exp === undefined && isEndRequired) return { problem: "jwt-invalid", detail: "It has no claim exp." };
    if (exp !== undefined && nowMs >= Number(exp) * 1000 + clockSkewMs) return { problem: "token-expired" };
    if (nbf !== undefined && nowMs < Number(nbf) * 1000 - clockSkewMs) {
      return { problem: "jwt-invalid", detail: "It is not valid yet." };
    }
    if (audiences !== undefined && !textsOf(aud).some((audience) => audiences.includes(audience))) {
      return { problem: "token-audience-not-allowed" };
    }
    return checkClaims(claims);
  }

  #untilMs({ exp }: Claims, nowMs: number): number {
    return exp === undefined ? nowMs + REMEMBER_MAX_MS : Number(exp) * 1000 + this.#rules.clockSkewMs;
  }
}
