import ipaddr from "ipaddr.js";

/**
 * Whether an address is one of the public internet: not loopback, private, link-local, carrier-grade NAT, multicast,
 * documentation or otherwise special (the IANA special-purpose registries). Addresses that carry an IPv4 address inside
 * (mapped, NAT64, 6to4, Teredo) are never public: they would reach what the IPv4 rules forbid.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  return ipaddr.parse(text).range() === "unicast";
}

/** The address that a URL's host name is, without brackets; undefined when it is a name. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  return ipaddr.isValid(bare) ? bare : undefined;
}
