import { createDecipheriv } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import type { SealedValue } from "@gatehouse/contract/snapshot.ts";
import type { ValueResolver } from "../snapshot/named-values.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VALUE_BYTES_MAX = 64 * 1024;
/** The gateway's own settings hold its secrets: no snapshot may ask for them. */
const OWN_VARIABLE = /^(GATEHOUSE|GATEWAY)_/;

export interface ValueSources {
  /** Base64 of 32 bytes. */
  groupKey: string | undefined;
  /** The only folder whose files a snapshot may name. */
  valuesDir: string | undefined;
  environment: Record<string, string | undefined>;
}

/** Opens what only this gateway can: values sealed for its group, its environment, its files. They stay in memory. */
export function createValueResolver({ groupKey, valuesDir, environment }: ValueSources): ValueResolver {
  return (value: SealedValue) => {
    if ("sealed" in value) return unseal(value.sealed, groupKey);
    if ("env" in value) return readVariable(value.env, environment);
    return readValueFile(value.file, valuesDir);
  };
}

/** AES-256-GCM: 12 bytes of nonce, the ciphertext, 16 bytes of tag. */
function unseal(sealed: string, groupKey: string | undefined): string {
  if (groupKey === undefined) throw new Error("it is sealed, and this gateway has no GATEHOUSE_GROUP_KEY");
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error("it is too short to be sealed");
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(groupKey, "base64"), bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  }).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const plain = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([plain, decipher.final()]).toString("utf8");
  } catch {
    throw new Error("it was sealed with another key, or changed"); // OpenSSL's own words say less
  }
}

function readVariable(name: string, environment: ValueSources["environment"]): string {
  if (OWN_VARIABLE.test(name)) throw new Error(`${name} is a setting of the gateway itself`);
  const value = environment[name];
  if (value === undefined) throw new Error(`the gateway's environment has no ${name}`);
  return value;
}

function readValueFile(name: string, valuesDir: string | undefined): string {
  if (valuesDir === undefined) throw new Error("this gateway has no GATEHOUSE_GATEWAY_VALUES_DIR");
  const folder = realpathSync(valuesDir);
  const path = realpathSync(join(folder, name)); // after links, so that none leads outside
  if (!path.startsWith(folder + sep)) throw new Error(`${name} is outside of the folder of values`);
  const text = readFileSync(path, "utf8");
  if (Buffer.byteLength(text) > VALUE_BYTES_MAX) throw new Error(`${name} is larger than ${VALUE_BYTES_MAX} bytes`);
  return text.replace(/\r?\n$/, "");
}
