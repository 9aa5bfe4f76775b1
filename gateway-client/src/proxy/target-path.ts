import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { BackendTarget } from "../snapshot/loaded-api.ts";

/** Path and query of the backend's request: its own path, then what came below base path and version, byte for byte. */
export function backendTarget(exchange: GatewayExchange, target: BackendTarget): string {
  if (exchange.rewritten !== undefined) return target.pathPrefix + exchange.rewritten;
  const path = target.pathPrefix + exchange.path.slice(exchange.belowAt) || "/";
  const below = path.startsWith("/") ? path : `/${path}`;
  return exchange.hasQuery && !isQueryTaken(exchange) ? `${below}?${exchange.query}` : below;
}

/** Whether the query held nothing but credentials of ours: then its mark goes with it. */
function isQueryTaken({ query, incoming }: GatewayExchange): boolean {
  return query === "" && !incoming.target.endsWith("?");
}
