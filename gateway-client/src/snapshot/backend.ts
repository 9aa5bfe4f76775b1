import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import { SnapshotError } from "./error.ts";
import type { BackendTarget, LoadedBackend } from "./loaded-api.ts";

export function loadBackend(part: BackendPart, name: string, pointer: string): LoadedBackend {
  const targets = part.targets.map(({ url }, index) => loadTarget(url, name, `${pointer}/targets/${index}/url`));
  const weights = part.targets.map(({ weight }) => weight);
  if (weights.every((weight) => weight === 0)) {
    throw new SnapshotError(name, `${pointer}/targets`, "Every target has the weight 0: none would be called.");
  }
  return { id: part.id, name: part.name, targets, turn: weightedTurn(weights), timeouts: part.timeouts };
}

/**
 * One turn of smooth weighted round-robin: each target as often as its weight says, spread evenly (5:1:1 gives aabacaa, not
 * aaaaabc), so that a heavy target is not called in bursts.
 */
export function weightedTurn(weights: readonly number[]): number[] {
  const divisor = weights.reduce(greatestCommonDivisor, 0) || 1;
  const shares = weights.map((weight) => weight / divisor);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const credit = shares.map(() => 0);
  return Array.from({ length: total }, () => {
    let best = 0;
    shares.forEach((share, index) => {
      credit[index] = (credit[index] ?? 0) + share;
      if ((credit[index] ?? 0) > (credit[best] ?? 0)) best = index;
    });
    credit[best] = (credit[best] ?? 0) - total;
    return best;
  });
}

function loadTarget(text: string, name: string, pointer: string): BackendTarget {
  const url = new URL(text);
  const isTls = url.protocol === "https:";
  if (!isTls && url.protocol !== "http:")
    throw new SnapshotError(name, pointer, "The target is neither http nor https.");
  if (url.username !== "" || url.password !== "") {
    throw new SnapshotError(name, pointer, "The target holds credentials: a named value keeps them secret.");
  }
  if (url.search !== "" || url.hash !== "")
    throw new SnapshotError(name, pointer, "The target has a query or a fragment.");
  return {
    origin: url.origin,
    isTls,
    hostname: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? (isTls ? 443 : 80) : Number(url.port),
    host: url.host,
    pathPrefix: url.pathname.replace(/\/+$/, ""),
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
