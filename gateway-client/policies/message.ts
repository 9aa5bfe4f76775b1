import type { BodySide, Section } from "./define.ts";
import type { Exchange, HeaderLines } from "./exchange.ts";
import type { HeldBody } from "./held-body.ts";

/** The message that policies of a section change: the request on its way in, the answer on its way out. */
export function sideOf(section: Section): BodySide {
  return section === "outbound" || section === "onError" ? "response" : "request";
}

export function bodyOf(exchange: Exchange, side: BodySide): HeldBody | undefined {
  return side === "request" ? exchange.requestBody : exchange.responseBody;
}

export function headersOf(exchange: Exchange, side: BodySide): HeaderLines | undefined {
  return side === "request" ? exchange.request : exchange.response?.headers;
}
