/** What the gateway does with a header line, whatever it is spelled like. */
export const PASS = 0;
/** Belongs to the connection or to the message's framing: never sent on (RFC 9110, 7.6.1). */
export const HOP = 1;
/** Replaced by what the gateway says of the caller. */
export const FORWARDED = 2;
export const HOST = 3;
export const CONNECTION = 4;
export const REQUEST_ID = 5;
export const TRACEPARENT = 6;
export const UPGRADE = 7;
export const TRACESTATE = 8;
export const VIA = 9;

const kindsByName = new Map<string, number>([
  // What proxies say of a caller's certificate: anybody can write it, so only the gateway's own word reaches a backend.
  ["client-cert", FORWARDED],
  ["client-cert-chain", FORWARDED],
  ["connection", CONNECTION],
  ["content-length", HOP],
  ["expect", HOP],
  ["forwarded", FORWARDED],
  // Says something to the gateway alone.
  ["gatehouse-trace", HOP],
  ["host", HOST],
  ["http2-settings", HOP],
  ["keep-alive", HOP],
  ["proxy-authenticate", HOP],
  ["proxy-authorization", HOP],
  ["proxy-connection", HOP],
  ["te", HOP],
  ["traceparent", TRACEPARENT],
  ["tracestate", TRACESTATE],
  ["trailer", HOP],
  ["transfer-encoding", HOP],
  ["upgrade", UPGRADE],
  ["via", VIA],
  ["x-client-cert", FORWARDED],
  ["x-client-certificate", FORWARDED],
  ["x-forwarded-client-cert", FORWARDED],
  ["x-forwarded-for", FORWARDED],
  ["x-forwarded-host", FORWARDED],
  ["x-forwarded-port", FORWARDED],
  ["x-forwarded-proto", FORWARDED],
  ["x-real-ip", FORWARDED],
  ["x-request-id", REQUEST_ID],
  ["x-ssl-client-cert", FORWARDED],
]);

/** Callers spell a name in few ways; the bound keeps those who do not from growing the table. */
const SPELLINGS_MAX = 4096;
const kindsBySpelling = new Map<string, number>();

export function kindOf(name: string): number {
  let kind = kindsBySpelling.get(name);
  if (kind === undefined) {
    kind = kindsByName.get(name.toLowerCase()) ?? PASS;
    if (kindsBySpelling.size < SPELLINGS_MAX) kindsBySpelling.set(name, kind);
  }
  return kind;
}

/** The names that a `Connection` line adds to those of its connection, in lower case; undefined where it adds none. */
export function namedByConnection(value: string): string[] | undefined {
  if (value === "keep-alive" || value === "close" || value === "Keep-Alive") return undefined;
  const names = value
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "close" && name !== "keep-alive");
  return names.length === 0 ? undefined : names;
}
