import { createHash, timingSafeEqual } from "node:crypto";

/** RFC 9530, section 5: the others are too weak to be signed. */
const hashes: Record<string, string> = { "sha-256": "sha256", "sha-512": "sha512" };

/**
 * Whether `Content-Digest` (RFC 9530) is the body's: all digests of known algorithms that it has, and at least one.
 *
 * @param field the value of the header, `sha-256=:…:, sha-512=:…:`
 */
export function isContentDigest(field: string, body: Uint8Array): boolean {
  const digests = field.split(",").map((member) => /^\s*([a-z0-9-]+)=:([A-Za-z0-9+/]+={0,2}):\s*$/.exec(member));
  let known = 0;
  for (const digest of digests) {
    if (digest === null) return false;
    const [, algorithm = "", encoded = ""] = digest;
    const hash = Object.hasOwn(hashes, algorithm) ? hashes[algorithm] : undefined;
    if (hash === undefined) continue;
    const expected = createHash(hash).update(body).digest();
    const given = Buffer.from(encoded, "base64");
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
    known++;
  }
  return known > 0;
}
