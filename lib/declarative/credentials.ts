import { z } from "zod";
import { type Credentials, signatureAlgorithms, webAddress } from "../contract/credentials.ts";
import { duration, milliseconds } from "../contract/units.ts";

const names = z.array(z.string().min(1).max(500)).min(1).max(100);

/** How callers of an API prove who they are, as a file has it. */
export const declaredCredentials = z.union([
  z.literal("none"),
  z
    .strictObject({
      apiKey: z
        .strictObject({
          headers: z.array(z.string().min(1).max(100).toLowerCase()).max(8).default(["x-api-key"]),
          query: z.array(z.string().min(1).max(100)).max(8).default([]),
        })
        .optional(),
      jwt: z
        .strictObject({
          openidConfig: z.array(webAddress).min(1).max(10).describe("Addresses of OpenID configurations."),
          algorithms: z.array(z.enum(signatureAlgorithms)).min(1).max(10).default(["RS256", "ES256"]),
          audiences: names.optional(),
          issuers: names.optional().describe("Those of the OpenID configurations when left out."),
          claim: z.string().min(1).max(200).default("azp").describe("The claim that says who calls."),
          identifies: z.enum(["client", "subscription"]).default("client"),
          clockSkew: duration.default("0s"),
          forward: z.boolean().default(false).describe("Whether the backend sees the token."),
        })
        .optional(),
      clientCertificate: z.literal(true).optional().describe("Of the gateway's client CAs, by its fingerprint."),
    })
    .refine((ways) => Object.values(ways).some((way) => way !== undefined), "names no credential"),
]);

/** By what else than a key a subscription of a file is found. */
export const declaredClients = {
  clients: z
    .array(
      z.strictObject({
        issuer: z.string().max(500).default("").describe("The token's `iss`; empty for tokens without one."),
        id: z.string().min(1).max(500),
      }),
    )
    .max(20)
    .default([])
    .describe("Who calls with tokens: issuer, and what the claim of the API's credentials names."),
  certificates: z
    .array(z.string().regex(/^([0-9a-fA-F]{2}:?){31}[0-9a-fA-F]{2}$/, "is not a SHA-256 fingerprint"))
    .max(20)
    .default([])
    .describe("SHA-256 fingerprints of client certificates."),
};

export function toCredentials(declared: z.output<typeof declaredCredentials>): Credentials {
  if (declared === "none") return { none: true };
  const { jwt, ...others } = declared;
  if (jwt === undefined) return others;
  const { clockSkew, forward, ...rest } = jwt;
  return { ...others, jwt: { ...rest, clockSkewMs: milliseconds(clockSkew), isForwarded: forward } };
}
