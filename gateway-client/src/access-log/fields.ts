import type { Ended } from "../../policies/exchange.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { findHeader } from "../exchange/header-list.ts";
import { keptAddress } from "./client-address.ts";
import { jsonMs, jsonText, jsonTime } from "./json-text.ts";
import { maskQuery, type Privacy } from "./privacy.ts";

/** What a line can say, by the name of its member. Each gives JSON, or undefined for what the call does not have. */
export type AccessLogField = keyof typeof readers;

type Reader = (exchange: GatewayExchange, ended: Ended, options: Privacy) => string | undefined;

const text = (value: string | undefined) => (value === undefined || value === "" ? undefined : jsonText(value));
const header =
  (name: string): Reader =>
  (exchange) =>
    text(headerOf(exchange, name));

const readers = {
  time: (exchange) => jsonTime(exchange.receivedAtMs),
  requestId: (exchange) => text(exchange.requestId),
  method: (exchange) => text(exchange.method),
  path: (exchange) => text(exchange.path),
  query: (exchange, _, { maskedParameters }) => text(maskQuery(exchange, maskedParameters)),
  host: (exchange) => text(exchange.incoming.authority),
  httpVersion: (exchange) => text(exchange.incoming.httpVersion),
  status: (_, { status }) => String(status),
  durationMs: (_, { durationMs }) => jsonMs(durationMs),
  upstreamMs: ({ upstreamMs }) => (upstreamMs < 0 ? undefined : jsonMs(upstreamMs)),
  cache: ({ cacheResult }) => text(cacheResult),
  bytesIn: (_, { bytesIn }) => String(bytesIn),
  bytesOut: (_, { bytesOut }) => String(bytesOut),
  api: ({ matched }) => text(matched?.version.api.slug),
  version: ({ matched }) => text(matched?.version.name),
  operation: ({ matched }) => text(matched?.id),
  subscription: ({ caller }) => text(caller?.subscription),
  application: ({ caller }) => text(caller?.application),
  product: ({ plan }) => text(plan?.productSlug),
  plan: ({ plan }) => text(plan?.slug),
  clientAddress: (exchange, _, { clientAddress }) => text(keptAddress(exchange.clientAddress, clientAddress)),
  problem: ({ refusedWith }) => text(refusedWith),
  userAgent: header("user-agent"),
  referer: header("referer"),
  traceparent: header("traceparent"),
} satisfies Record<string, Reader>;

export const accessLogFields = Object.keys(readers) as [AccessLogField, ...AccessLogField[]]; // its keys, no more and no less

/** Writes a call's line, with its line end. */
export function compileLine(
  fields: readonly AccessLogField[],
  options: Privacy,
): (exchange: GatewayExchange, ended: Ended) => string {
  const compiled = fields.map((name): { label: string; read: Reader } => ({
    label: `"${name}":`,
    read: readers[name],
  }));
  return (exchange, ended) => {
    let line = "";
    for (const { label, read } of compiled) {
      const value = read(exchange, ended, options);
      if (value !== undefined) line += `${line === "" ? "{" : ","}${label}${value}`;
    }
    return line === "" ? "{}\n" : `${line}}\n`;
  };
}

function headerOf({ incoming }: GatewayExchange, name: string): string | undefined {
  return findHeader(incoming.headerLines, name);
}
