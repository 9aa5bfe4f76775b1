import { createHash } from "node:crypto";
import type { LookupRules } from "../../policies/answer-rules.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { IncomingExchange } from "../http1/transport.ts";
import type { CompiledDocument } from "../pipeline/document.ts";
import type { RequestFacts } from "./request-facts.ts";
import { varyValue } from "./vary.ts";

/** What answers are found by. */
export interface CacheKey {
  readonly text: string;
  /** The part of the query that is in it, without the `?`. */
  readonly query: string;
  /** Whether it names who calls: then nobody else finds what is stored under it. */
  readonly isPerCaller: boolean;
}

/** What a key is made of. */
export type KeyedExchange = Pick<
  GatewayExchange,
  "operation" | "version" | "api" | "document" | "caller" | "claims" | "path" | "query" | "hasQuery"
> & {
  readonly incoming: Pick<IncomingExchange, "isSecure" | "authority" | "clientCertificate">;
  readonly request: { readonly lines: readonly string[] };
};

/**
 * The key of a request: the API, its version, revision and policies, the caller, the URL, and the headers that the policy names.
 * What stands between its parts cannot be in any of them, so that no two requests have one by accident.
 */
export function cacheKeyOf(exchange: KeyedExchange, rules: LookupRules, facts: RequestFacts): CacheKey {
  const caller = rules.variesByCaller ? callerPart(exchange, facts) : "";
  const query = rules.queryParameters === undefined ? exchange.query : chosenQuery(exchange, rules.queryParameters);
  const mark = exchange.hasQuery || query !== "" ? "?" : "";
  const { incoming, path } = exchange;
  const scheme = incoming.isSecure ? "https" : "http";
  let text = `${spaceOf(exchange)} ${rules.stepId} ${caller} ${scheme}://${incoming.authority}${path}${mark}${query}`;
  if (rules.headers.length > 0) {
    const { lines } = exchange.request;
    for (const name of rules.headers) text += `\r\n${varyValue(lines, name)}`;
  }
  return { text, query, isPerCaller: caller !== "" };
}

/** Whether the request carries a credential that belongs to the backend: our own keys are in the header that the API names. */
export function hasAuthorization(exchange: Pick<KeyedExchange, "api">, facts: RequestFacts): boolean {
  return facts.authorization !== undefined && exchange.api.keyNames?.headers.includes("authorization") !== true;
}

/** Everything that says who calls; empty for strangers. */
function callerPart(exchange: KeyedExchange, facts: RequestFacts): string {
  const { caller, claims } = exchange;
  let part = caller === undefined ? "" : `subscription:${JSON.stringify(caller.subscription)}`;
  if (hasAuthorization(exchange, facts)) part += `authorization:${digest(facts.authorization ?? "")}`;
  else if (claims !== undefined) part += `claims:${digest(JSON.stringify(claims))}`;
  const { clientCertificate } = exchange.incoming;
  if (clientCertificate !== undefined) part += `certificate:${clientCertificate.fingerprint}`;
  if (facts.signatureInput !== undefined) part += `signature:${digest(facts.signatureInput)}`;
  return part;
}

function chosenQuery({ query }: KeyedExchange, names: readonly string[]): string {
  if (query === "" || names.length === 0) return "";
  const pairs = query.split("&").filter((pair) => names.includes(nameOf(pair)));
  // In the order of their names: the order in which a caller puts different parameters means nothing where some are left out.
  return pairs.toSorted((a, b) => names.indexOf(nameOf(a)) - names.indexOf(nameOf(b))).join("&");
}

function nameOf(pair: string): string {
  const name = pair.split("=", 1)[0] ?? "";
  return /[%+]/.test(name) ? (new URLSearchParams(name).keys().next().value ?? "") : name;
}

/** Version, revision and policies, which belong together as long as a document is loaded. */
const spaces = new WeakMap<CompiledDocument, string>();

function spaceOf({ api, version, document, operation }: KeyedExchange): string {
  const policies = document ?? operation.pipelines.default;
  let space = spaces.get(policies);
  if (space === undefined) {
    const fingerprint = digest(JSON.stringify(policies.source));
    space = `${JSON.stringify([api.id, version.id])} ${version.revision} ${fingerprint}`;
    spaces.set(policies, space);
  }
  return space;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
