import { webAddress } from "@gatehouse/contract/credentials.ts";
import { z } from "zod";
import { PolicyError } from "../define.ts";
import { isMac } from "./algorithms.ts";
import { fixedKeys, type KeySource } from "./key-source.ts";
import { holdsReference } from "./named-value.ts";
import { remoteKeys } from "./remote-keys.ts";
import { fromJsonWebKey, fromPem, fromSecret, jsonWebKey, type VerificationKey } from "./verification-key.ts";

const keyId = z.string().min(1).max(200).optional();

export const openidConfig = z.array(webAddress).min(1).max(10);

export const signingKey = z.union([
  z.strictObject({
    id: keyId,
    secret: z.string().min(1).max(4096),
    encoding: z.enum(["utf8", "base64", "base64url", "hex"]).default("utf8"),
  }),
  z.strictObject({ id: keyId, pem: z.string().min(1).max(20_000) }),
  z.strictObject({ jwk: jsonWebKey }),
  z.strictObject({ "jwks-uri": webAddress }),
]);

type SigningKey = z.output<typeof signingKey>;

export interface SigningKeys {
  readonly "openid-config"?: readonly string[] | undefined;
  readonly "issuer-signing-keys"?: readonly SigningKey[] | undefined;
  readonly algorithms: readonly string[];
}

/**
 * The sources of keys that a configuration names. Refuses shared secrets beside public keys: whoever reads a public key could
 * sign with it as if it were the secret.
 */
export function keySources(options: SigningKeys): KeySource[] {
  const written = options["issuer-signing-keys"] ?? [];
  const openid = options["openid-config"] ?? [];
  const macs = options.algorithms.filter(isMac).length;
  if (macs > 0 && macs < options.algorithms.length) {
    throw new PolicyError("has algorithms with a shared secret and such with public keys", "/algorithms");
  }
  const isShared = macs > 0;
  if (isShared && openid.length > 0) {
    throw new PolicyError("gives public keys, and the algorithms are such with a shared secret", "/openid-config");
  }
  const fixed: VerificationKey[] = [];
  const remote = openid.map((address): KeySource => remoteKeys({ kind: "openid-config", url: address }));
  written.forEach((entry, index) => {
    const pointer = `/issuer-signing-keys/${index}`;
    if (isSecret(entry) !== isShared) {
      throw new PolicyError(
        `does not go with the algorithms, which need ${isShared ? "a shared secret" : "public keys"}`,
        pointer,
      );
    }
    if ("jwks-uri" in entry) remote.push(remoteKeys({ kind: "jwks", url: entry["jwks-uri"] }));
    else fixed.push(...fixedKey(entry, options.algorithms, pointer));
  });
  return fixed.length > 0 ? [fixedKeys(fixed), ...remote] : remote;
}

function isSecret(entry: SigningKey): boolean {
  return "secret" in entry || ("jwk" in entry && entry.jwk.kty === "oct");
}

/** None in the control plane, where a secret is only a reference to one. */
function fixedKey(
  entry: Exclude<SigningKey, { "jwks-uri": string }>,
  algorithms: readonly string[],
  pointer: string,
): VerificationKey[] {
  if (holdsReference(entry)) return [];
  const key =
    "secret" in entry
      ? fromSecret(Buffer.from(entry.secret, entry.encoding), entry.id)
      : "pem" in entry
        ? fromPem(entry.pem, entry.id, undefined)
        : fromJsonWebKey(entry.jwk);
  if (key === undefined) throw new PolicyError("is no key, too weak, or not for checking signatures", pointer);
  if (!key.algorithms.some((name) => algorithms.includes(name))) {
    throw new PolicyError("is a key for none of the algorithms", pointer);
  }
  return [key];
}
