import { generateKeyPairSync, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What an installation must keep to itself; whoever loses it loses the sealed values in the database. */
export interface Secrets {
  sessionSecret: string;
  encryptionKey: string;
  /** Ed25519, PKCS #8 DER in base64. */
  signingKey: string;
  postgresPassword: string;
}

/** Reads `<data dir>/secrets.json`, made with mode 600 at the first start. Those of the environment win. */
export function loadSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const file = join(dataDir, "secrets.json");
  const kept: Partial<Secrets> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const secrets = { ...makeSecrets(), ...kept };
  if (Object.keys(kept).length < Object.keys(secrets).length) writePrivately(file, secrets);
  chmodSync(file, 0o600);
  return {
    ...secrets,
    sessionSecret: process.env.GATEHOUSE_SESSION_SECRET ?? secrets.sessionSecret,
    encryptionKey: process.env.GATEHOUSE_ENCRYPTION_KEY ?? secrets.encryptionKey,
    signingKey: process.env.GATEHOUSE_SIGNING_KEY ?? secrets.signingKey,
  };
}

/** Writes JSON that only the owner may read, whole or not at all. */
export function writePrivately(file: string, content: object): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function makeSecrets(): Secrets {
  return {
    sessionSecret: randomBytes(32).toString("base64"),
    encryptionKey: randomBytes(32).toString("base64"),
    signingKey: generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
    postgresPassword: randomBytes(24).toString("hex"),
  };
}
