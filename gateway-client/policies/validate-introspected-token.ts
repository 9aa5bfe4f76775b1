import { webAddress } from "@gatehouse/contract/credentials.ts";
import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { bearerFields, bearerRefusal, hasOnePlace, onePlace, tokenReader } from "./credentials/bearer.ts";
import { type Claims, claimCheck, requiredClaims, textsOf } from "./credentials/claims.ts";
import { clientFields, identifyClient } from "./credentials/client.ts";
import { type Introspected, Introspection } from "./credentials/introspection.ts";
import { definePolicy, type Outcome, type Refusal } from "./define.ts";
import type { Exchange } from "./exchange.ts";

const scope = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/, "is not a scope");

const unavailable: Refusal = {
  problem: "token-issuer-unavailable",
  detail: "The issuer cannot be asked about the token.",
  retryAfterSeconds: 5,
};

export const validateIntrospectedToken = definePolicy({
  name: "validate-introspected-token",
  version: 1,
  summary: "Lets a request in only with a token that its issuer says is active.",
  phase: "authenticate",
  sections: ["inbound"],
  config: z
    .strictObject({
      ...bearerFields,
      "introspection-url": webAddress,
      "client-id": z.string().min(1).max(500),
      "client-secret": z.string().min(1).max(4096),
      "client-authentication": z.enum(["basic", "body"]).default("basic"),
      timeout: duration.default("5s").refine((text) => isAtMost(text, 60_000), "is not between 1ms and 60s"),
      cache: duration.default("30s").refine((text) => isAtMost(text, 3_600_000), "is not between 1ms and 1h"),
      "required-scopes": z.array(scope).max(50).default([]),
      "required-claims": requiredClaims,
      "client-claim": z.string().min(1).max(200).default("client_id"),
      ...clientFields,
    })
    .refine(hasOnePlace, onePlace),
  compile(options, site) {
    const readToken = tokenReader(options, site);
    const checkClaims = claimCheck(options["required-claims"]);
    const scopes = options["required-scopes"];
    const variable = options["output-token-variable-name"];
    const clientClaim = options["client-claim"];
    const introspection = new Introspection({
      url: options["introspection-url"],
      clientId: options["client-id"],
      clientSecret: options["client-secret"],
      isSecretInBody: options["client-authentication"] === "body",
      timeoutMs: milliseconds(options.timeout),
      cacheMs: milliseconds(options.cache),
    });

    const conclude = (exchange: Exchange, said: Introspected): Outcome => {
      if (said === "unavailable") return unavailable;
      if (said === "inactive") return bearerRefusal({ problem: "token-not-active" }, options);
      const { claims } = said;
      const refusal = checkClaims(claims) ?? checkScopes(claims, scopes);
      if (refusal !== undefined) return bearerRefusal(refusal, options);
      exchange.claims = claims;
      if (variable !== undefined) exchange.variables.set(variable, { claims });
      const [client] = Object.hasOwn(claims, clientClaim) ? textsOf(claims[clientClaim]) : [];
      return identifyClient(exchange, options["client-issuer"], client);
    };
    return (exchange) => {
      const token = readToken(exchange);
      if (token === undefined) return bearerRefusal({ problem: "token-not-present" }, options);
      if (typeof token !== "string") return bearerRefusal(token, options);
      const said = introspection.introspect(token, exchange.receivedAtMs);
      return said instanceof Promise ? said.then((settled) => conclude(exchange, settled)) : conclude(exchange, said);
    };
  },
});

function checkScopes(claims: Claims, scopes: readonly string[]): Refusal | undefined {
  const granted = textsOf(claims.scope, " ");
  const missing = scopes.find((name) => !granted.includes(name));
  return missing === undefined
    ? undefined
    : { problem: "token-scope-missing", detail: `It lacks the scope ${missing}.` };
}

function isAtMost(text: string, maxMs: number): boolean {
  const ms = milliseconds(text);
  return ms >= 1 && ms <= maxMs;
}
