import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes of a key for `seal` and `open`. */
export const KEY_BYTES = 32;

/** AES-256-GCM under a random nonce, for what rests in the database: nonce, ciphertext, tag. */
export function seal(plain: Uint8Array | string, key: Uint8Array): Uint8Array<ArrayBuffer> {
  return encrypt(plain, key, randomBytes(NONCE_BYTES));
}

/**
 * AES-256-GCM whose nonce is an HMAC of the plaintext, for what travels in snapshots: equal values give equal bytes, so that a
 * rebuilt part keeps its hash. It shows that two values are equal, and nothing else; `label` keeps apart values that must not
 * even show that.
 */
export function sealForSnapshot(plain: string, key: Uint8Array, label: string): Uint8Array<ArrayBuffer> {
  const nonceKey = createHmac("sha256", key).update("gatehouse snapshot nonce").digest();
  const nonce = createHmac("sha256", nonceKey).update(`${label}\0${plain}`).digest().subarray(0, NONCE_BYTES);
  return encrypt(plain, key, nonce);
}

/** @throws Error when the key is another one or a bit was changed. */
export function open(sealed: Uint8Array, key: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(sealed.length - TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES }).setAuthTag(tag);
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
  return Uint8Array.from(Buffer.concat([plain, decipher.final()]));
}

export function openText(sealed: Uint8Array, key: Uint8Array): string {
  return Buffer.from(open(sealed, key)).toString("utf8");
}

function encrypt(plain: Uint8Array | string, key: Uint8Array, nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  const bytes = typeof plain === "string" ? Buffer.from(plain, "utf8") : plain;
  return Uint8Array.from(Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
}
