import type { VerificationKey } from "./verification-key.ts";

/** Keys that belong together. Another object takes its place when they change. */
export interface KeySet {
  readonly keys: readonly VerificationKey[];
  /** Whose they are; undefined when nobody said. */
  readonly issuer: string | undefined;
}

/** Where keys come from. */
export interface KeySource {
  /** The keys as they are now; undefined when there are none to go by. Sees to it that they stay fresh, without waiting. */
  keysAt(nowMs: number): KeySet | undefined;
  /** Fetches the keys that are not there; undefined when that is not to be tried at the moment. Never rejects. */
  fetchMissing(nowMs: number): Promise<void> | undefined;
  /** Looks for a key that is not among them; undefined when that is not to be tried at the moment. Never rejects. */
  fetchUnknown(nowMs: number): Promise<void> | undefined;
}

/** Keys that the configuration has. */
export function fixedKeys(keys: readonly VerificationKey[]): KeySource {
  const set: KeySet = { keys, issuer: undefined };
  return { keysAt: () => set, fetchMissing: () => undefined, fetchUnknown: () => undefined };
}
