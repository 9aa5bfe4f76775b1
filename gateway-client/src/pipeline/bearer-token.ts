import { bearerRefusal, headerReader } from "../../policies/credentials/bearer.ts";
import { textsOf } from "../../policies/credentials/claims.ts";
import type { VerifiedToken } from "../../policies/credentials/token-verifier.ts";
import type { Outcome, Refusal } from "../../policies/define.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { TokenCredential } from "../snapshot/loaded-api.ts";
import { admit, type KnownCaller } from "./admission.ts";

/** Where clients and subscriptions are found. */
export interface TokenDirectory {
  findClient(exchange: GatewayExchange, issuer: string, client: string): KnownCaller | undefined;
  findSubscription(id: string): KnownCaller | undefined;
}

/** The bearer token of a call; a refusal when it is not clear which. */
export const readToken = headerReader("authorization", "Bearer");

/** Puts the subscriber whom a token stands for into the exchange, or refuses the token. */
export function authenticateByToken(
  exchange: GatewayExchange,
  credential: TokenCredential,
  token: string,
  directory: TokenDirectory,
): Outcome | Promise<Outcome> {
  const verified = credential.verifier.verify(token, exchange.receivedAtMs);
  return verified instanceof Promise
    ? verified.then((settled) => identify(exchange, credential, settled, directory))
    : identify(exchange, credential, verified, directory);
}

/** A refusal of a token with the challenge of RFC 6750, section 3. */
export function tokenRefusal(refusal: Refusal): Refusal {
  return refusal.problem === "token-issuer-unavailable" ? refusal : bearerRefusal(refusal, { "failed-status": 401 });
}

function identify(
  exchange: GatewayExchange,
  { claim, identifies }: TokenCredential,
  verified: VerifiedToken | Refusal,
  directory: TokenDirectory,
): Outcome {
  if ("problem" in verified) return tokenRefusal(verified);
  const { claims } = verified;
  const [value, another] = Object.hasOwn(claims, claim) ? textsOf(claims[claim]) : [];
  if (value === undefined || another !== undefined) {
    return tokenRefusal({ problem: "token-claim-not-found", detail: `The token does not name one ${claim}.` });
  }
  exchange.claims = claims;
  const issuer = typeof claims.iss === "string" ? claims.iss : "";
  const known =
    identifies === "subscription" ? directory.findSubscription(value) : directory.findClient(exchange, issuer, value);
  return known === undefined ? { problem: "client-without-subscription" } : admit(exchange, known);
}
