import type { Outcome } from "../../policies/define.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { LoadedHttps } from "../snapshot/loaded-api.ts";

/** Keeps a call to the API's rules of HTTPS, before anything else is looked at. Browsers hear of them over TLS only (RFC 6797, 7.2). */
export function enforceHttps(exchange: GatewayExchange, { mode, hsts }: LoadedHttps): Outcome {
  if (exchange.isSecure) {
    if (hsts !== undefined) exchange.setAnswerHeader("strict-transport-security", hsts);
    return undefined;
  }
  if (mode === "optional") return undefined;
  const location = mode === "redirect" ? secureAddress(exchange) : undefined;
  if (location === undefined) return { problem: "https-required", detail: "Send the call to https." };
  // 308 and not 301: the call that comes back has the same method and body (RFC 9110, 15.4.9).
  return { status: 308, headers: ["location", location], body: undefined };
}

/**
 * Where the same call goes over TLS: at the public address of the host where one is known, else at the usual port, or beside a
 * port that the caller named. Undefined where the caller named no host.
 */
function secureAddress({ incoming, node, authenticator }: GatewayExchange): string | undefined {
  const [, hostname = "", port] = /^(.*?)(?::(\d*))?$/.exec(incoming.authority) ?? [];
  if (hostname === "") return undefined;
  for (const url of authenticator?.snapshot.settings.publicUrls ?? []) {
    const known = new URL(url);
    if (known.protocol === "https:" && known.hostname === hostname) return known.origin + incoming.target;
  }
  const securePort = node.secure.port;
  const suffix = port === undefined || securePort === undefined || securePort === 443 ? "" : `:${securePort}`;
  return `https://${hostname}${suffix}${incoming.target}`;
}
