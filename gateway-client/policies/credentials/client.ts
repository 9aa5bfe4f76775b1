import { z } from "zod";
import type { Outcome } from "../define.ts";
import type { Exchange } from "../exchange.ts";

/** Maps who proved to be somebody to a subscription: the issuer under which clients are entered at subscriptions. */
export const clientFields = { "client-issuer": z.string().min(1).max(500).optional() };

/** Finds the subscription of a client, where the policy says so and nobody is known yet. */
export function identifyClient(exchange: Exchange, issuer: string | undefined, client: string | undefined): Outcome {
  if (issuer === undefined || exchange.caller !== undefined) return undefined;
  return client === undefined ? { problem: "client-without-subscription" } : exchange.identify(issuer, client);
}
