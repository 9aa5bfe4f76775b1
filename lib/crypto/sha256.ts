import { createHash } from "node:crypto";

/** The SHA-256 of bytes, or of a text's UTF-8. */
export function sha256(input: Uint8Array | string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(input).digest());
}

/** The same in lower-case hex: how parts and manifests are addressed. */
export function sha256Hex(input: Uint8Array | string): string {
  return createHash("sha256").update(input).digest("hex");
}
