import { z } from "zod";
import type { Refusal } from "../define.ts";

const CLAIMS_MAX = 50;
const VALUES_MAX = 100;

/** What a token says of its bearer. */
export type Claims = Readonly<Record<string, unknown>>;

export const requiredClaims = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(200),
      values: z
        .array(z.union([z.string().max(500), z.number(), z.boolean()]))
        .max(VALUES_MAX)
        .default([]),
      match: z.enum(["all", "any"]).default("all"),
      separator: z.string().min(1).max(10).optional(),
    }),
  )
  .max(CLAIMS_MAX)
  .default([]);

type ClaimRule = z.output<typeof requiredClaims>[number];

/** Refuses claims that lack one of the required ones, or have it with another value. */
export function claimCheck(rules: readonly ClaimRule[]): (claims: Claims) => Refusal | undefined {
  const checks = rules.map(({ name, values, match, separator }) => {
    const wanted = values.map(String);
    return (claims: Claims): Refusal | undefined => {
      const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
      if (claim === undefined || claim === null) {
        return { problem: "token-claim-not-found", detail: `The token does not have the claim ${name}.` };
      }
      if (wanted.length === 0) return undefined;
      const present = new Set(textsOf(claim, separator));
      const isPresent = (value: string) => present.has(value);
      if (match === "all" ? wanted.every(isPresent) : wanted.some(isPresent)) return undefined;
      return { problem: "token-claim-value-not-allowed", detail: `The token's claim ${name} has another value.` };
    };
  });
  return (claims) => {
    for (const check of checks) {
      const refusal = check(claims);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  };
}

/** The values of a claim as texts: one, those of a list, or those between separators. */
export function textsOf(claim: unknown, separator?: string): string[] {
  if (Array.isArray(claim)) return claim.flatMap((item) => textsOf(item));
  if (typeof claim === "string") return separator === undefined ? [claim] : claim.split(separator);
  return typeof claim === "number" || typeof claim === "boolean" ? [String(claim)] : [];
}
