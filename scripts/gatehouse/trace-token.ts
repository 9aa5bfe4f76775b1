import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { TRACE_TOKEN_SECONDS_MAX, writeTraceToken } from "../../lib/contract/trace.ts";
import { parseDuration } from "../../lib/contract/units.ts";
import { readSigningKey, type SigningKey } from "../../lib/crypto/sign.ts";
import { DeclarativeError } from "../../lib/declarative/error.ts";

const KEY_MODE = 0o600;
const NONCE_BYTES = 12;

/**
 * `gatehouse trace-token --api <api> --key <file> [--for 1h]`: prints a token for gateways without a control plane. The key is
 * made where there is none yet; what the gateway must be told of it goes to standard error.
 */
export async function traceToken(args: string[]): Promise<number> {
  const options = {
    api: { type: "string" },
    key: { type: "string" },
    for: { type: "string", default: "1h" },
  } as const;
  const { values } = parseArgs({ args, options });
  if (values.api === undefined || values.key === undefined) {
    throw new DeclarativeError([
      "Say for which API, and where the key is: gatehouse trace-token --api <api> --key <file>",
    ]);
  }
  const seconds = Math.floor((parseDuration(values.for) ?? 0) / 1000);
  if (seconds < 1 || seconds > TRACE_TOKEN_SECONDS_MAX) throw new DeclarativeError(["--for is from 1s to 1h"]);

  const key = await readOrMakeKey(values.key);
  const expiresAt = Math.floor(Date.now() / 1000) + seconds;
  const nonce = randomBytes(NONCE_BYTES).toString("base64url");
  const token = writeTraceToken({ keyId: key.id, api: values.api, expiresAt, nonce }, (bytes) =>
    sign(null, bytes, key.privateKey),
  );
  console.error(`GATEHOUSE_TRACE_PUBLIC_KEYS=${key.id}=${key.publicKey}`);
  console.log(token);
  return 0;
}

async function readOrMakeKey(file: string): Promise<SigningKey> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new DeclarativeError([`The key ${file} cannot be read: ${error.message}`]); // in words, for who typed it
  });
  if (text !== undefined) return readSigningKey(text);
  const pem = generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  await writeFile(file, pem, { mode: KEY_MODE, flag: "wx" });
  return readSigningKey(pem);
}
