/** Why a call went on to the backend (RFC 9211, 2.2). */
export type ForwardReason = "bypass" | "method" | "uri-miss" | "vary-miss" | "stale" | "partial" | "request";

/** What was done with a call, as a member of `Cache-Status`; behind what caches nearer to the backend said. */
export function cacheStatus(said: string, upstream: string | undefined): string {
  return upstream === undefined ? `gatehouse; ${said}` : `${upstream}, gatehouse; ${said}`;
}
