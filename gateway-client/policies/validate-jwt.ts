import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { algorithms } from "./credentials/algorithms.ts";
import { bearerFields, bearerRefusal, hasOnePlace, onePlace, tokenReader } from "./credentials/bearer.ts";
import { claimCheck, requiredClaims } from "./credentials/claims.ts";
import { keySources, openidConfig, signingKey } from "./credentials/signing-keys.ts";
import { TokenVerifier, type VerifiedToken } from "./credentials/token-verifier.ts";
import { definePolicy, type Outcome, type Refusal } from "./define.ts";
import type { Exchange } from "./exchange.ts";

const names = z.array(z.string().min(1).max(500)).min(1).max(100);

export const validateJwt = definePolicy({
  name: "validate-jwt",
  version: 1,
  summary: "Lets a request in only with a JSON Web Token of a known issuer.",
  phase: "authenticate",
  sections: ["inbound"],
  config: z
    .strictObject({
      ...bearerFields,
      "openid-config": openidConfig.optional(),
      "issuer-signing-keys": z.array(signingKey).min(1).max(50).optional(),
      algorithms: z.array(z.enum(algorithms)).min(1),
      audiences: names.optional(),
      issuers: names.optional(),
      "required-claims": requiredClaims,
      "clock-skew": duration.default("0s"),
      "require-expiration-time": z.boolean().default(true),
    })
    .refine(hasOnePlace, onePlace)
    .refine((options) => (options["openid-config"] ?? options["issuer-signing-keys"]) !== undefined, {
      message: "is needed, or issuer-signing-keys",
      path: ["openid-config"],
    }),
  compile(options, site) {
    const readToken = tokenReader(options, site);
    const verifier = new TokenVerifier(keySources(options), {
      algorithms: options.algorithms,
      audiences: options.audiences,
      issuers: options.issuers,
      clockSkewMs: milliseconds(options["clock-skew"]),
      isEndRequired: options["require-expiration-time"],
      checkClaims: claimCheck(options["required-claims"]),
    });
    const variable = options["output-token-variable-name"];

    const conclude = (exchange: Exchange, result: VerifiedToken | Refusal): Outcome => {
      if ("problem" in result) {
        return result.problem === "token-issuer-unavailable" ? result : bearerRefusal(result, options);
      }
      exchange.claims = result.claims;
      if (variable !== undefined) exchange.variables.set(variable, result);
      return undefined;
    };
    return (exchange) => {
      const token = readToken(exchange);
      if (token === undefined) return bearerRefusal({ problem: "token-not-present" }, options);
      if (typeof token !== "string") return bearerRefusal(token, options);
      const result = verifier.verify(token, exchange.receivedAtMs);
      return result instanceof Promise
        ? result.then((settled) => conclude(exchange, settled))
        : conclude(exchange, result);
    };
  },
});
