/** What a cache counts. */
export const cacheEvents = [
  /** Calls answered with what is fresh. */
  "hit",
  /** Calls answered with what is stale. */
  "stale",
  /** Calls answered with what the backend has confirmed. */
  "revalidated",
  /** Calls that went to the backend. */
  "miss",
  /** Calls that the cache has nothing to do with. */
  "bypass",
  /** Waits for another call. */
  "collapsed",
  /** Answers stored. */
  "stored",
  /** Answers forgotten for want of room. */
  "evicted",
  /** Answers forgotten by order, or because a call may have changed them. */
  "purged",
] as const;

export type CacheEvent = (typeof cacheEvents)[number];
