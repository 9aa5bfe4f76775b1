import type { CounterKey } from "./exchange.ts";

/** Names a counter after a text: the same over threads, restarts and snapshots. Not a secret and no defence against forgery. */
export function counterKey(text: string): CounterKey {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x9e3779b1);
    high = Math.imul(high ^ unit, 0x5f356495);
  }
  return mixed(low, high);
}

/** The counter of a caller at a limit. */
export function mixKeys(a: CounterKey, b: CounterKey): CounterKey {
  return mixed(Math.imul(a.low, 0x85ebca6b) ^ b.low, Math.imul(a.high, 0xc2b2ae35) ^ b.high);
}

/** The last step of MurmurHash3, each half with the other's bits, so that near texts lie far apart. */
function mixed(a: number, b: number): CounterKey {
  const low = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  const high = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  return { low: low | 0, high: high | 0 };
}
