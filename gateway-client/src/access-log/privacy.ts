import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { AddressPrivacy } from "./client-address.ts";

/** What is kept of callers in logs and spans. */
export interface Privacy {
  clientAddress: AddressPrivacy;
  /** Query parameters whose values are not kept, in lower case. */
  maskedParameters: ReadonlySet<string>;
}

const MASK = "***";

/** The query without the values of those parameters and of those that carry keys of the API. */
export function maskQuery({ query, matched }: GatewayExchange, masked: ReadonlySet<string>): string {
  if (query === "") return query;
  const keyNames = matched?.version.api.keyNames?.query ?? [];
  return query
    .split("&")
    .map((pair) => {
      const end = pair.indexOf("=");
      if (end < 0) return pair;
      const name = decoded(pair.slice(0, end));
      return masked.has(name.toLowerCase()) || keyNames.includes(name) ? `${pair.slice(0, end)}=${MASK}` : pair;
    })
    .join("&");
}

/** `%61ccess_token` is that parameter too. */
function decoded(name: string): string {
  if (!name.includes("%")) return name;
  return name.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
