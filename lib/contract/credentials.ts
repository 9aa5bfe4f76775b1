import { z } from "zod";

/** The address of a server that a gateway asks. Which servers it reaches is a matter of its network. */
export const webAddress = z.url({ protocol: /^https?$/, message: "is not an http or https address" }).max(2000);
const names = z.array(z.string().min(1).max(500)).min(1).max(100);

const apiKey = z.strictObject({
  headers: z.array(z.string().regex(/^[a-z0-9!#$%&'*+.^_`|~-]+$/, "is not a lower-case header name")).max(8),
  query: z.array(z.string().min(1).max(100)).max(8),
});

/** Algorithms with a key pair (RFC 7518, 3.1, and RFC 8037). A shared secret has no place in an API's settings. */
export const signatureAlgorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
] as const;

/** A JSON Web Token as bearer token (RFC 6750), mapped to a subscription by one of its claims. */
const jwt = z.strictObject({
  /** OpenID configurations of the issuers whose tokens count. */
  openidConfig: z.array(webAddress).min(1).max(10),
  algorithms: z.array(z.enum(signatureAlgorithms)).min(1).max(10),
  audiences: names.optional(),
  /** Those of the OpenID configurations when left out. */
  issuers: names.optional(),
  /** The claim that says who calls, and what it names: a subscription's client (`issuer` and `id`), or the subscription itself. */
  claim: z.string().min(1).max(200),
  identifies: z.enum(["client", "subscription"]),
  clockSkewMs: z.int().min(0).max(600_000),
  /** Whether the backend sees the token. */
  isForwarded: z.boolean(),
});

/** How callers prove who they are: nothing at all, or any one of the ways named. A key counts before a token, a token before a certificate. */
export const credentials = z.union([
  z.strictObject({ none: z.literal(true) }),
  z
    .strictObject({
      apiKey: apiKey.optional(),
      jwt: jwt.optional(),
      /** A client certificate of the gateway's client CAs, mapped to a subscription by its fingerprint. */
      clientCertificate: z.literal(true).optional(),
    })
    .refine((ways) => Object.values(ways).some((way) => way !== undefined), "names no credential"),
]);

export type Credentials = z.infer<typeof credentials>;
export type JwtCredential = z.infer<typeof jwt>;

/** Where an API's keys are looked for; undefined where it takes none. */
export function apiKeyOf(accepted: Credentials): z.infer<typeof apiKey> | undefined {
  return "none" in accepted ? undefined : accepted.apiKey;
}
