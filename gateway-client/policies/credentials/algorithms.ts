import { constants, createHmac, type KeyObject, timingSafeEqual, verify } from "node:crypto";
import { signatureAlgorithms } from "@gatehouse/contract/credentials.ts";

/** Algorithms with a shared secret (RFC 7518, 3.2). */
export const macAlgorithms = ["HS256", "HS384", "HS512"] as const;

/** Every algorithm that a token may be signed with. `none` is no algorithm. */
export type Algorithm = (typeof signatureAlgorithms)[number] | (typeof macAlgorithms)[number];

export const algorithms: readonly Algorithm[] = [...signatureAlgorithms, ...macAlgorithms];

/** RFC 7518, 3.3. */
const RSA_BITS_MIN = 2048;
/** Below it a secret can be guessed; 32 bytes and more is what RFC 7518, 3.2 asks for. */
const SECRET_BYTES_MIN = 16;

const curves: Record<string, Algorithm> = { prime256v1: "ES256", secp384r1: "ES384", secp521r1: "ES512" };

export function isMac(algorithm: string): boolean {
  return macAlgorithms.some((other) => other === algorithm);
}

/** The algorithms that a key can be used with; none for one that is too weak or of a kind that is not known. */
export function algorithmsOf(key: KeyObject): readonly Algorithm[] {
  if (key.type === "secret") return (key.symmetricKeySize ?? 0) >= SECRET_BYTES_MIN ? macAlgorithms : [];
  const { modulusLength = 0, namedCurve = "" } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case "rsa":
      return modulusLength >= RSA_BITS_MIN ? signatureAlgorithms.filter((name) => /^[RP]S/.test(name)) : [];
    case "ec":
      return curves[namedCurve] === undefined ? [] : [curves[namedCurve]];
    case "ed25519":
    case "ed448":
      return ["EdDSA"];
    default:
      return [];
  }
}

/**
 * Whether the signature is the key's, for a key that `algorithmsOf` gives the algorithm for. Synchronous: a promise for each
 * token would cost more than the verification.
 */
export function isSignedBy(algorithm: Algorithm, key: KeyObject, data: Buffer, signature: Buffer): boolean {
  const hash = `sha${algorithm.slice(2)}`;
  switch (algorithm.slice(0, 2)) {
    case "HS": {
      const expected = createHmac(hash, key).update(data).digest();
      return expected.length === signature.length && timingSafeEqual(expected, signature);
    }
    case "RS":
      // PKCS #1 v1.5 is what Node takes for an RSA key by itself; to name it makes this half as fast again.
      return verify(hash, data, key, signature);
    case "PS": {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return verify(hash, data, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }, signature);
    }
    case "ES":
      return verify(hash, data, { key, dsaEncoding: "ieee-p1363" }, signature);
    default:
      return verify(null, data, key, signature);
  }
}
