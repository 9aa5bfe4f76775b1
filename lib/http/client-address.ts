/** Set by the server itself on every request (`notePeerAddresses`), whatever the caller sent under this name. */
export const PEER_HEADER = "x-gatehouse-peer";

/**
 * The caller's address: the peer of the socket, or, behind `trustedProxies` proxies that append to `X-Forwarded-For`, the
 * entry that the outermost of them wrote. What stands further left is the caller's own claim.
 */
export function clientAddress(headers: Headers, trustedProxies: number): string {
  const peer = headers.get(PEER_HEADER) ?? "";
  if (trustedProxies === 0) return peer;
  const claimed = (headers.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  const chain = [...claimed.filter((part) => part !== ""), peer];
  return chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? peer;
}
