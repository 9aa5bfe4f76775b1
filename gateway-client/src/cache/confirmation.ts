import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { findHeader } from "../exchange/header-list.ts";
import { entityTags, isSameTag } from "./entity-tags.ts";
import type { RequestFacts } from "./request-facts.ts";
import type { StoredAnswer } from "./stored-answer.ts";

/**
 * Makes a request ask whether a stored answer still holds (RFC 9111, 4.3.1). The caller's own tags go along, so that its condition
 * is asked too. False where the stored answer has nothing to ask by, or the caller asks for something else than the whole.
 */
export function askForConfirmation(exchange: GatewayExchange, known: StoredAnswer, facts: RequestFacts): boolean {
  const { etag, lastModified } = known;
  if (exchange.method !== "GET" || facts.range !== undefined || known.status === 206) return false;
  if (etag === undefined && (lastModified === undefined || facts.ifNoneMatch !== undefined)) return false;
  const { request } = exchange;
  if (etag !== undefined) {
    const callers = entityTags(facts.ifNoneMatch ?? "").filter((tag) => tag !== "*" && !isSameTag(tag, etag));
    request.set("if-none-match", [etag, ...callers].join(", "));
  }
  if (lastModified === undefined) request.delete("if-modified-since");
  else request.set("if-modified-since", lastModified);
  return true;
}

/** Whether a 304 is about the stored answer, and not about the one that the caller has. */
export function isConfirmation(known: StoredAnswer, facts: RequestFacts, headerLines: readonly string[]): boolean {
  const tag = findHeader(headerLines, "etag");
  if (facts.ifNoneMatch === undefined || known.etag === undefined || tag === undefined) return true;
  return isSameTag(tag, known.etag);
}

/** Whether the answer to a HEAD shows that the one to a GET would be the stored one (RFC 9111, 4.3.5). */
export function isSameByHead(known: StoredAnswer, headerLines: readonly string[]): boolean {
  const { bodyBytes, etag, lastModified } = known;
  const length = findHeader(headerLines, "content-length");
  return (
    (length === undefined || length === String(bodyBytes)) &&
    isSameWhereGiven(findHeader(headerLines, "etag"), etag) &&
    isSameWhereGiven(findHeader(headerLines, "last-modified"), lastModified)
  );
}

function isSameWhereGiven(came: string | undefined, stored: string | undefined): boolean {
  return came === undefined || came === stored;
}
