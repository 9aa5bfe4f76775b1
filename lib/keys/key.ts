import { Problem } from "../contract/problem.ts";
import type { SubscriptionState } from "../contract/snapshot.ts";

/** Keys of one subscription that are neither revoked nor over: enough for every machine's own, bounded for the gateways. */
export const KEYS_MAX = 20;

/** The environment that generated keys name. */
export const KEY_ENVIRONMENT = "live";

const PREFIX_LENGTH = "gh_live_".length + 4;

/** A key may be made while the request waits: the gateway answers 403 until it is granted. */
const statesWithKeys: readonly SubscriptionState[] = ["submitted", "active", "suspended", "paused"];

export interface KeyFacts {
  expiresAt: Date | null;
  revokedAt: Date | null;
  successorId: string | null;
}

export function assertMayHoldKeys(state: SubscriptionState): void {
  if (!statesWithKeys.includes(state)) throw new Problem("wrong-state", `The subscription is ${state}.`, { state });
}

/** Only a key that still works is rotated, and only once: its successor is rotated next. */
export function assertRotatable(key: KeyFacts & { kind: string }, now: Date): void {
  if (key.kind !== "key") throw new Problem("wrong-state", "Only keys are rotated.", { state: key.kind });
  if (key.revokedAt) throw new Problem("wrong-state", "The key is revoked.", { state: "revoked" });
  if (key.successorId) throw new Problem("wrong-state", "The key was rotated already.", { state: "rotated" });
  if (key.expiresAt && key.expiresAt <= now) throw new Problem("wrong-state", "The key is over.", { state: "expired" });
}

export function assertRevocable(key: KeyFacts): void {
  if (key.revokedAt) throw new Problem("wrong-state", "The key is revoked already.", { state: "revoked" });
}

export function assertLaterThan(now: Date, expiresAt: Date | undefined): void {
  if (expiresAt === undefined || expiresAt > now) return;
  const detail = "is not in the future";
  throw new Problem("invalid-input", `The end date ${detail}.`, { errors: [{ pointer: "/expiresAt", detail }] });
}

/** The old key's end: after the overlap, or earlier where it would have ended anyway. */
export function endAfterRotation(key: KeyFacts, now: Date, overlapMs: number): Date {
  const end = new Date(now.getTime() + overlapMs);
  return key.expiresAt && key.expiresAt < end ? key.expiresAt : end;
}

/** The successor lives as long as its predecessor was meant to. */
export function lifeOfSuccessor(key: KeyFacts & { createdAt: Date }, now: Date): Date | null {
  return key.expiresAt && new Date(now.getTime() + key.expiresAt.getTime() - key.createdAt.getTime());
}

/** What a key is recognised by later. Of a key brought along only its end is kept: it may be short. */
export function marksOf(key: string, origin: "generated" | "registered") {
  return { prefix: origin === "generated" ? key.slice(0, PREFIX_LENGTH) : "", lastFour: key.slice(-4) };
}
