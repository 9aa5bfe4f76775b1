import { BlockList, isIP } from "node:net";
import { findHeader } from "./header-list.ts";

export interface Peer {
  /** Address of the connection, IPv4 where it is one. */
  readonly address: string;
  /** Whether it is a trusted proxy, whose word on the caller counts. */
  readonly isTrusted: boolean;
}

const PEERS_MAX = 10_000;

/** Tells trusted proxies from callers. Nobody is trusted who is not named. */
export class PeerDirectory {
  readonly #trusted = new BlockList();
  readonly #hasTrusted: boolean;
  readonly #peers = new Map<string, Peer>();

  /** @param trustedProxies addresses and CIDR ranges; throws for what is neither */
  constructor(trustedProxies: readonly string[]) {
    this.#hasTrusted = trustedProxies.length > 0;
    for (const text of trustedProxies) {
      const [address = "", prefix] = text.split("/");
      const family = isIP(address) === 6 ? "ipv6" : "ipv4";
      if (prefix === undefined) this.#trusted.addAddress(address, family);
      else this.#trusted.addSubnet(address, Number(prefix), family);
    }
  }

  peer(remoteAddress: string): Peer {
    const known = this.#peers.get(remoteAddress);
    if (known !== undefined) return known;
    const address = plainAddress(remoteAddress);
    const peer = { address, isTrusted: this.#isTrusted(address) };
    if (this.#peers.size >= PEERS_MAX) this.#peers.clear();
    this.#peers.set(remoteAddress, peer);
    return peer;
  }

  /** The caller's address: behind trusted proxies the last one in `X-Forwarded-For` that is none of them. */
  clientAddress(peer: Peer, headerLines: readonly string[]): string {
    if (!peer.isTrusted) return peer.address;
    let address = peer.address;
    const hops = findHeader(headerLines, "x-forwarded-for")?.split(",").reverse() ?? [];
    for (const hop of hops) {
      const text = plainAddress(withoutPort(hop.trim()));
      if (isIP(text) === 0) break;
      address = text;
      if (!this.#isTrusted(text)) break;
    }
    return address;
  }

  #isTrusted(address: string): boolean {
    const version = isIP(address);
    return this.#hasTrusted && version !== 0 && this.#trusted.check(address, version === 6 ? "ipv6" : "ipv4");
  }
}

/** A socket that listens on IPv6 shows IPv4 callers as `::ffff:192.0.2.1`. */
function plainAddress(address: string): string {
  return /^::ffff:\d/i.test(address) ? address.slice(7) : address;
}

function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(text);
  if (bracketed) return bracketed[1] ?? "";
  return /^[\d.]+:\d+$/.test(text) ? text.slice(0, text.indexOf(":")) : text;
}
