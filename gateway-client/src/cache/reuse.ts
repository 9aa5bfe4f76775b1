import type { RequestDirectives } from "./directives.ts";
import type { StoredAnswer } from "./stored-answer.ts";

/** Whether a stored answer is good enough for a request (RFC 9111, 4.2 and 5.2.1; RFC 5861). */
export type Verdict =
  /** It is used as it is. */
  | "fresh"
  /** The caller takes it although it is not. */
  | "stale"
  /** It is used once more while a newer one is fetched. */
  | "stale-while-revalidate"
  /** The backend must confirm it first. */
  | "validate";

/** What a request asks that asks nothing of caches. */
export const NOTHING_ASKED: RequestDirectives = {
  isNoStore: false,
  isNoCache: false,
  isOnlyIfCached: false,
  maxAge: undefined,
  minFresh: undefined,
  maxStale: undefined,
};

export function judge(answer: StoredAnswer, asked: RequestDirectives, nowMs: number): Verdict {
  const { directives, staleWhileRevalidateMs } = answer.content;
  if (directives.noCache === true || asked.isNoCache) return "validate";
  if (asked.maxAge !== undefined && answer.ageSeconds(nowMs) > asked.maxAge) return "validate";
  const freshMs = answer.freshUntilMs - nowMs;
  if (freshMs > 0) return freshMs >= (asked.minFresh ?? 0) * 1000 ? "fresh" : "validate";
  if (asked.minFresh !== undefined) return "validate";
  const overdueMs = -freshMs;
  if (mayBeStale(answer) && asked.maxStale !== undefined && overdueMs <= asked.maxStale * 1000) return "stale";
  return overdueMs < staleWhileRevalidateMs ? "stale-while-revalidate" : "validate";
}

/** Whether it may take the place of an answer that the backend failed to give (RFC 5861, 4). */
export function mayStandIn(answer: StoredAnswer, nowMs: number): boolean {
  const { directives, staleIfErrorMs } = answer.content;
  return staleIfErrorMs > 0 && directives.noCache !== true && nowMs - answer.freshUntilMs < staleIfErrorMs;
}

/** RFC 9111, 4.2.4: `s-maxage` forbids what `proxy-revalidate` does. */
function mayBeStale({ content: { directives } }: StoredAnswer): boolean {
  return !directives.mustRevalidate && !directives.proxyRevalidate && directives.sharedMaxAge === undefined;
}

/** For how long after its freshness an answer may be used, by its own word or else the given one (RFC 5861; RFC 9111, 4.2.4). */
export function staleMs(
  own: number | undefined,
  givenMs: number,
  directives: StoredAnswer["content"]["directives"],
): number {
  if (directives.mustRevalidate || directives.proxyRevalidate) return 0;
  // Who says both means both: the explicit permission stands against what s-maxage only implies.
  if (own !== undefined) return own * 1000;
  return directives.sharedMaxAge === undefined ? givenMs : 0;
}
