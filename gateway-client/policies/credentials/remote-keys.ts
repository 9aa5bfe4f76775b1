import { isDeepStrictEqual } from "node:util";
import { webAddress } from "@gatehouse/contract/credentials.ts";
import { z } from "zod";
import { fetchJson } from "./fetch-json.ts";
import type { KeySet, KeySource } from "./key-source.ts";
import { fromJsonWebKey, jsonWebKey, type VerificationKey } from "./verification-key.ts";

export const REFRESH_AFTER_MS = 15 * 60_000;
/** Keys of an issuer that cannot be reached count so long; then its tokens are refused. */
export const STALE_MAX_MS = 24 * 3_600_000;
/** A token with an unknown key id makes the keys be fetched again at most so often: anybody can make up such tokens. */
export const UNKNOWN_KEY_FETCH_EVERY_MS = 5 * 60_000;
/** After a failure, while there are keys to go on with, and while there are none. */
const RETRY_AFTER_MS = 60_000;
const RETRY_MISSING_AFTER_MS = 1_000;
const TIMEOUT_MS = 5_000;
const KEYS_MAX = 100;

const discoveryDocument = z.looseObject({ issuer: z.string(), jwks_uri: webAddress });
const keySetDocument = z.looseObject({ keys: z.array(z.unknown()).max(KEYS_MAX) });

/** The keys behind an OpenID configuration, or behind the address of a key set itself. */
export type KeyAddress = { readonly kind: "openid-config" | "jwks"; readonly url: string };

/**
 * The keys at an address, one object for all policies and snapshots of a thread, so that a new snapshot begins with the keys
 * of the old one. Gone when no policy holds it any more.
 */
export function remoteKeys(address: KeyAddress): RemoteKeys {
  const name = `${address.kind} ${address.url}`;
  const known = shared.get(name)?.deref();
  if (known !== undefined) return known;
  for (const [other, held] of shared) if (held.deref() === undefined) shared.delete(other);
  const made = new RemoteKeys(address);
  shared.set(name, new WeakRef(made));
  return made;
}

const shared = new Map<string, WeakRef<RemoteKeys>>();

export class RemoteKeys implements KeySource {
  readonly #address: KeyAddress;
  #set: KeySet | undefined;
  #document: unknown;
  #fetchedAtMs = Number.NEGATIVE_INFINITY;
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #unknownTriedAtMs = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | undefined;

  constructor(address: KeyAddress) {
    this.#address = address;
  }

  keysAt(nowMs: number): KeySet | undefined {
    const ageMs = nowMs - this.#fetchedAtMs;
    if (this.#set === undefined || ageMs > STALE_MAX_MS) return undefined;
    if (ageMs > REFRESH_AFTER_MS && nowMs - this.#triedAtMs > RETRY_AFTER_MS) void this.#fetch(nowMs);
    return this.#set;
  }

  fetchMissing(nowMs: number): Promise<void> | undefined {
    if (this.#running !== undefined) return this.#running;
    return nowMs - this.#triedAtMs > RETRY_MISSING_AFTER_MS ? this.#fetch(nowMs) : undefined;
  }

  fetchUnknown(nowMs: number): Promise<void> | undefined {
    if (nowMs - this.#unknownTriedAtMs <= UNKNOWN_KEY_FETCH_EVERY_MS) return this.#running;
    this.#unknownTriedAtMs = nowMs;
    return this.#fetch(nowMs);
  }

  /** One fetch at a time, whoever asks. */
  #fetch(nowMs: number): Promise<void> {
    this.#running ??= this.#tryFetch(nowMs).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #tryFetch(nowMs: number): Promise<void> {
    this.#triedAtMs = nowMs;
    try {
      const { issuer, document } = await fetchKeys(this.#address);
      this.#fetchedAtMs = nowMs;
      if (this.#set?.issuer === issuer && isDeepStrictEqual(document, this.#document)) return;
      this.#document = document;
      this.#set = { issuer, keys: document.keys.flatMap(toKeys) };
    } catch {
      // The network and what is behind it: the keys at hand go on to count as long as they may, and then it is 503.
    }
  }
}

async function fetchKeys({ kind, url }: KeyAddress) {
  const discovery =
    kind === "jwks" ? undefined : discoveryDocument.parse(await fetchJson(url, { timeoutMs: TIMEOUT_MS }));
  const document = keySetDocument.parse(await fetchJson(discovery?.jwks_uri ?? url, { timeoutMs: TIMEOUT_MS }));
  return { issuer: discovery?.issuer, document };
}

/** Keys that cannot be used are left out, as RFC 7517, section 5 says. A secret that is published is none. */
function toKeys(entry: unknown): VerificationKey[] {
  const jwk = jsonWebKey.safeParse(entry);
  const key = jwk.success && jwk.data.kty !== "oct" ? fromJsonWebKey(jwk.data) : undefined;
  return key === undefined ? [] : [key];
}
