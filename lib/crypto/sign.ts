import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { canonicalJson } from "../contract/canonical.ts";
import type { Manifest, ManifestBody } from "../contract/snapshot.ts";
import { sha256Hex } from "./sha256.ts";

/** Signs a manifest: Ed25519 (RFC 8032) over the canonical JSON of its body. */
export function signManifest(body: ManifestBody, key: SigningKey): Manifest {
  const value = sign(null, Buffer.from(canonicalJson(body), "utf8"), key.privateKey).toString("base64");
  return { ...body, signature: { keyId: key.id, alg: "Ed25519", value } };
}

export interface SigningKey {
  /** First 16 hex digits of the SHA-256 of the public key (SPKI, DER). */
  id: string;
  privateKey: KeyObject;
  /** What gateways are configured with: base64 of the SPKI in DER. */
  publicKey: string;
}

/** Reads an Ed25519 private key: PKCS #8 as PEM, or as base64 of its DER. */
export function readSigningKey(text: string): SigningKey {
  const privateKey = text.includes("-----BEGIN")
    ? createPrivateKey(text)
    : createPrivateKey({ key: Buffer.from(text, "base64"), format: "der", type: "pkcs8" });
  if (privateKey.asymmetricKeyType !== "ed25519") throw new TypeError("The signing key is not an Ed25519 key.");
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return { id: sha256Hex(spki).slice(0, 16), privateKey, publicKey: spki.toString("base64") };
}
