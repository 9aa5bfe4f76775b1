import { createPrivateKey, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { readAlternativeNames } from "../../policies/alternative-names.ts";

/** A certificate with its key, checked and ready to be shown to callers. */
export interface ServerCertificate {
  /** The certificate and those between it and its root, PEM. */
  readonly chain: string;
  readonly key: string;
  /** Host names and addresses that it is for, in lower case. */
  readonly names: readonly string[];
  readonly expiresAtMs: number;
}

/** Everything that a thread needs to speak TLS. */
export interface TlsMaterial {
  /** The first one is shown to callers that name no host, or one that no certificate is for. */
  readonly certificates: readonly ServerCertificate[];
  /** Those whose certificates callers may show, PEM; nobody's is trusted without. */
  readonly clientCa: string | undefined;
}

/** @throws Error with what is wrong, to be put behind the file's name. */
export function readServerCertificate(chain: string, key: string): ServerCertificate {
  const certificate = parse("holds no certificate", () => new X509Certificate(chain));
  const privateKey = parse("its key file holds no private key without a passphrase", () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(privateKey)) throw new Error("its key file holds the key of another certificate");
  parse("cannot be used", () => createSecureContext({ cert: chain, key }));
  return { chain, key, names: namesOf(certificate), expiresAtMs: certificate.validToDate.getTime() };
}

/** @throws Error with what is wrong, to be put behind the file's name. */
export function readClientCa(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error("holds no certificate");
  return blocks.map((block) => parse("holds a broken certificate", () => new X509Certificate(block)));
}

function namesOf(certificate: X509Certificate): string[] {
  const names = readAlternativeNames(certificate.subjectAltName)
    .filter(({ kind }) => kind === "dns" || kind === "ip")
    .map(({ value }) => value.toLowerCase());
  if (names.length > 0) return names;
  const commonName = /^CN=(.+)$/m.exec(certificate.subject)?.[1];
  return commonName === undefined ? [] : [commonName.toLowerCase()];
}

function parse<T>(fault: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    // OpenSSL tells by throwing what it cannot read.
    throw new Error(`${fault} (${error instanceof Error ? error.message : String(error)})`);
  }
}
