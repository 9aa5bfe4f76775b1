import { hash } from "node:crypto";

/** Who calls, other than by a key: a client of an issuer of tokens, or whoever owns a certificate. */
export type ClientName =
  | { readonly product: string; readonly issuer: string; readonly client: string }
  | { readonly product: string; readonly certificate: string };

/**
 * The name under which a client's subscription to a product stands among the keys of a snapshot, in lower-case hex.
 *
 * SHA-512/256 (FIPS 180-4) and not SHA-256: what is no secret must not be findable as a key, whose SHA-256 stands in the same
 * table.
 */
export function clientHash(name: ClientName): string {
  const parts =
    "client" in name
      ? ["client", name.product, name.issuer, name.client]
      : ["certificate", name.product, name.certificate.replaceAll(":", "").toLowerCase()];
  return hash("sha512-256", JSON.stringify(parts), "hex");
}
