import { seal } from "../crypto/seal.ts";
import type { NamedValueContent } from "./input.ts";
import type { NamedValueData } from "./queries.ts";

/** The columns of a named value; a secret is sealed under the installation's key. */
export function toNamedValueData(content: NamedValueContent, encryptionKey: Uint8Array): NamedValueData {
  if ("secret" in content) return { kind: "secret", value: "", sealed: seal(content.secret, encryptionKey) };
  if ("env" in content) return { kind: "env", value: content.env, sealed: null };
  if ("file" in content) return { kind: "file", value: content.file, sealed: null };
  return { kind: "plain", value: content.plain, sealed: null };
}
