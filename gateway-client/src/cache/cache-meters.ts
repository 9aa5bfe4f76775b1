/** What a thread's cache has done since its start, and what it holds: shared memory, written by that thread alone. */
export type CacheMeters = Float64Array<SharedArrayBuffer>;

/** Their places. Those before `bytes` only grow. */
export const cacheMeterNames = [
  "hits",
  "stale",
  "revalidated",
  "misses",
  "bypassed",
  "collapsed",
  "stored",
  "evicted",
  "purged",
  "bytes",
  "answers",
] as const;

export type CacheMeter = (typeof cacheMeterNames)[number];

export function createCacheMeters(): CacheMeters {
  return new Float64Array(new SharedArrayBuffer(cacheMeterNames.length * Float64Array.BYTES_PER_ELEMENT));
}

const places = new Map<CacheMeter, number>(cacheMeterNames.map((name, index) => [name, index]));

export function readMeter(meters: CacheMeters, name: CacheMeter): number {
  return meters[places.get(name) ?? 0] ?? 0;
}

export function writeMeter(meters: CacheMeters, name: CacheMeter, value: number): void {
  meters[places.get(name) ?? 0] = value;
}

export function countMeter(meters: CacheMeters, name: CacheMeter, by = 1): void {
  writeMeter(meters, name, readMeter(meters, name) + by);
}
