import type { GatewayExchange } from "../exchange/gateway-exchange.ts";

type KeyNames = NonNullable<GatewayExchange["api"]["keyNames"]>;

/** The key of a call. Headers come before query parameters; those of the query are taken out of it, so that no backend or log sees them. */
export function takeKey(exchange: GatewayExchange, names: KeyNames): string | undefined {
  let key: string | undefined;
  for (const name of names.headers) key ??= exchange.header(name);
  if (names.query.length === 0 || exchange.query === "") return key;

  const rest: string[] = [];
  for (const pair of exchange.query.split("&")) {
    const end = pair.indexOf("=");
    const name = decoded(end < 0 ? pair : pair.slice(0, end));
    if (!names.query.includes(name)) rest.push(pair);
    else if (end >= 0) key ??= decoded(pair.slice(end + 1));
  }
  exchange.query = rest.join("&");
  return key;
}

/** Form encoding undone; text that is broken stays as it is and matches nothing. */
function decoded(text: string): string {
  if (!/[%+]/.test(text)) return text;
  return text
    .replaceAll("+", " ")
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
