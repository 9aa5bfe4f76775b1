import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import { fnv1a, mix } from "./hash.ts";
import type { TargetState } from "./target-state.ts";

/** What a caller is known by to the consistent hash. */
export interface HashedCaller {
  readonly clientAddress: string;
  readonly caller: { readonly subscription: string } | undefined;
  header(name: string): string | undefined;
}

/** The targets that may be called, with their weights of now: above 0, at least one. */
export interface Candidate {
  readonly state: TargetState;
  readonly weight: number;
}

/** Picks one of the candidates. */
export type Balancer = (candidates: readonly Candidate[], caller: HashedCaller) => TargetState | undefined;

export function balancerOf({ loadBalancing, hashBy }: Pick<BackendPart, "loadBalancing" | "hashBy">): Balancer {
  if (loadBalancing === "least-connections") return leastConnections();
  if (loadBalancing === "consistent-hash" && hashBy !== undefined) {
    return (candidates, caller) => byHash(candidates, hashKey(caller, hashBy));
  }
  return inTurn;
}

/**
 * Smooth weighted round-robin: each target as often as its weight says, spread evenly (5:1:1 gives aabacaa, not aaaaabc), so that
 * a heavy target is not called in bursts.
 */
function inTurn(candidates: readonly Candidate[]): TargetState | undefined {
  let total = 0;
  let best: TargetState | undefined;
  for (const { state, weight } of candidates) {
    total += weight;
    state.credit += weight;
    if (best === undefined || state.credit > best.credit) best = state;
  }
  if (best !== undefined) best.credit -= total;
  return best;
}

/** The fewest calls under way for its weight; among equals each in its turn. */
function leastConnections(): Balancer {
  let turn = 0;
  return (candidates) => {
    const from = turn++ % candidates.length;
    let best: Candidate | undefined;
    for (let i = 0; i < candidates.length; i++) {
      const candidate = candidates[(from + i) % candidates.length];
      if (candidate !== undefined && (best === undefined || loadOf(candidate) < loadOf(best))) best = candidate;
    }
    return best?.state;
  };
}

function loadOf({ state, weight }: Candidate): number {
  return (state.active + 1) / weight;
}

/**
 * Weighted rendezvous hashing: every target draws a number from the key, the highest has it. When a target goes, only its own
 * keys move, and they spread over all others; when it comes back they return.
 */
function byHash(candidates: readonly Candidate[], key: string): TargetState | undefined {
  const keyHash = fnv1a(key);
  let best: TargetState | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const { state } of candidates) {
    const drawn = (mix(keyHash ^ state.hash) + 0.5) / 2 ** 32;
    const score = -state.target.weight / Math.log(drawn);
    if (score > most) {
      most = score;
      best = state;
    }
  }
  return best;
}

/** Without the header, cookie or subscription it is the address that a caller is known by. */
function hashKey(caller: HashedCaller, hashBy: NonNullable<BackendPart["hashBy"]>): string {
  if (hashBy.source === "subscription") return caller.caller?.subscription ?? caller.clientAddress;
  if (hashBy.source === "header") return caller.header(hashBy.name.toLowerCase()) ?? caller.clientAddress;
  if (hashBy.source === "cookie") return cookieOf(caller.header("cookie") ?? "", hashBy.name) ?? caller.clientAddress;
  return caller.clientAddress;
}

function cookieOf(header: string, name: string): string | undefined {
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
