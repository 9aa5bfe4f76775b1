import type { Peer } from "./client-address.ts";
import { findHeader } from "./header-list.ts";

/** Which headers tell a backend of the caller. */
export type ForwardedStyle = "x-forwarded" | "forwarded" | "both";

/**
 * Appends what a backend is told of the caller: `X-Forwarded-*`, `Forwarded` (RFC 7239), or both. What a trusted proxy said is
 * kept and added to; what anybody else said is forgotten.
 */
export function pushForwarded(
  out: string[],
  style: ForwardedStyle,
  peer: Peer,
  request: { headerLines: readonly string[]; authority: string; isSecure: boolean },
): void {
  const { headerLines, authority, isSecure } = request;
  const said = (name: string) => (peer.isTrusted ? findHeader(headerLines, name) : undefined);
  const scheme = isSecure ? "https" : "http";
  if (style !== "forwarded") {
    const before = said("x-forwarded-for");
    out.push("x-forwarded-for", before === undefined ? peer.address : `${before}, ${peer.address}`);
    out.push("x-forwarded-proto", said("x-forwarded-proto") ?? scheme);
    if (authority !== "") out.push("x-forwarded-host", said("x-forwarded-host") ?? authority);
  }
  if (style !== "x-forwarded") {
    const node = peer.address.includes(":") ? `"[${peer.address}]"` : peer.address;
    const host = authority === "" ? "" : `;host="${authority}"`;
    const before = said("forwarded");
    out.push("forwarded", `${before === undefined ? "" : `${before}, `}for=${node}${host};proto=${scheme}`);
  }
}

/** The scheme by which a call came to the nearest proxy, as that says. */
export function forwardedScheme(headerLines: readonly string[]): string | undefined {
  const named = findHeader(headerLines, "x-forwarded-proto")?.split(",").at(-1)?.trim();
  const said = named ?? /proto="?([a-z]+)/i.exec(findHeader(headerLines, "forwarded")?.split(",").at(-1) ?? "")?.[1];
  return said?.toLowerCase();
}
