import { z } from "zod";
import type { BodySide, Refusal } from "../define.ts";
import { preferredContent } from "../description/accept.ts";
import type { Exchange } from "../exchange.ts";
import type { HeldBody } from "../held-body.ts";
import { bodyOf, headersOf } from "../message.ts";

const XML = /^[^;]*[/+]xml\s*(;|$)/i;

export function isXmlType(contentType: string): boolean {
  return XML.test(contentType);
}

/** Whether callers that like the format are to get it and others not; of an answer only. */
export const considerAcceptHeader = z.boolean().default(true);

export interface Conversion {
  readonly side: BodySide;
  readonly to: "application/json" | "application/xml";
  readonly considersAccept: boolean;
  /** Whether a body of that media type is one to convert. */
  isWanted(contentType: string): boolean;
  /** The other text, or a reason why there is none. */
  convert(body: HeldBody): string | { readonly fault: string };
}

/** Puts the body in another format where it is to be, and says so in its header. */
export function convertBody(exchange: Exchange, conversion: Conversion): Refusal | undefined {
  const { side, to } = conversion;
  const body = bodyOf(exchange, side);
  const headers = headersOf(exchange, side);
  if (body === undefined || headers === undefined || body.bytes.length === 0) return undefined;
  if (!conversion.isWanted(headers.get("content-type") ?? "") || !isAccepted(exchange, conversion)) return undefined;

  const converted = conversion.convert(body);
  if (typeof converted !== "string") {
    const status = side === "request" ? 400 : 502;
    return { problem: "body-not-convertible", detail: `The body ${converted.fault}.`, status };
  }
  body.replace(converted);
  headers.set("content-type", `${to}; charset=utf-8`);
  return undefined;
}

/** Who says nothing gets the answer as the backend gave it. */
function isAccepted(exchange: Exchange, { side, to, considersAccept }: Conversion): boolean {
  if (side === "request" || !considersAccept) return true;
  exchange.addVary("accept");
  const other = to === "application/json" ? ["application/xml", "text/xml"] : ["application/json"];
  const own = to === "application/json" ? ["application/json"] : ["application/xml", "text/xml"];
  const all = [...other, ...own].map((mediaType) => ({ mediaType }));
  const liked = preferredContent(all, exchange.request.get("accept"));
  return liked !== undefined && own.includes(liked.mediaType);
}
