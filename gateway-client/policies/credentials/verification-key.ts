import { createPublicKey, createSecretKey, type KeyObject, X509Certificate } from "node:crypto";
import { z } from "zod";
import { type Algorithm, algorithmsOf } from "./algorithms.ts";

/** A key that signatures are checked with, and only with these algorithms. */
export interface VerificationKey {
  readonly id: string | undefined;
  readonly key: KeyObject;
  readonly algorithms: readonly Algorithm[];
}

/** The members of a JSON Web Key that say what it is for (RFC 7517, section 4). The others are the key's own. */
export const jsonWebKey = z.looseObject({
  kty: z.string(),
  kid: z.string().optional(),
  alg: z.string().optional(),
  use: z.string().optional(),
  key_ops: z.array(z.string()).optional(),
});

/** The key of a JWK; undefined when it is not for checking signatures, too weak, or of a kind that is not known. */
export function fromJsonWebKey(jwk: z.infer<typeof jsonWebKey>): VerificationKey | undefined {
  const { kty, kid: id, alg, use, key_ops: operations } = jwk;
  if (use !== undefined && use !== "sig") return undefined;
  if (operations !== undefined && !operations.includes("verify")) return undefined;
  const key = readKey(() =>
    kty === "oct"
      ? createSecretKey(String(jwk.k ?? ""), "base64url")
      : createPublicKey({ key: withoutPrivateMembers(jwk), format: "jwk" }),
  );
  return key && narrowed(id, key, alg);
}

/** The key of a PEM document: a public key or a certificate. */
export function fromPem(pem: string, id: string | undefined, algorithm: string | undefined) {
  const key = readKey(() =>
    pem.includes("BEGIN CERTIFICATE") ? new X509Certificate(pem).publicKey : createPublicKey(pem),
  );
  return key && narrowed(id, key, algorithm);
}

export function fromSecret(secret: Buffer, id: string | undefined): VerificationKey | undefined {
  return narrowed(id, createSecretKey(secret), undefined);
}

/** A key that names its algorithm is for that one alone (RFC 7517, 4.4). */
function narrowed(id: string | undefined, key: KeyObject, algorithm: string | undefined): VerificationKey | undefined {
  const algorithms = algorithmsOf(key).filter((other) => algorithm === undefined || other === algorithm);
  return algorithms.length === 0 ? undefined : { id, key, algorithms };
}

function readKey(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined; // The only way in which node:crypto says that something is no key.
  }
}

/** Some publish or configure a pair: what is not needed is not kept. */
function withoutPrivateMembers({ d, p, q, dp, dq, qi, ...jwk }: z.infer<typeof jsonWebKey>) {
  return jwk;
}
