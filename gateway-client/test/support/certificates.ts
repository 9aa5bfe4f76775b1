import "reflect-metadata"; // asked for by what follows
import {
  BasicConstraintsExtension,
  cryptoProvider,
  type JsonGeneralName,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

cryptoProvider.set(crypto);
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 24 * 60 * 60 * 1000;

/** A certificate with its key, PEM. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Issued {
  issue(options: IssueOptions): Promise<Issued>;
}

export interface IssueOptions {
  subject?: string;
  names?: JsonGeneralName[];
  /** Days from now; the first may be negative. */
  validDays?: [from: number, to: number];
}

/** A certificate authority for tests, with a new key. */
export async function makeAuthority(name = "CN=Test CA", validDays: [number, number] = [-1, 30]): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const own = await X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    signingAlgorithm: ALGORITHM,
    ...validity(validDays),
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  return {
    cert: `${own.toString("pem")}\n`,
    key: await pemOf(keys.privateKey),
    async issue({ subject = "CN=test", names = [], validDays: days = [-1, 30] }) {
      const leaf = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
      const issued = await X509CertificateGenerator.create({
        subject,
        issuer: own.subject,
        publicKey: leaf.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
        ...validity(days),
        extensions: names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)],
      });
      return { cert: `${issued.toString("pem")}\n`, key: await pemOf(leaf.privateKey) };
    },
  };
}

function validity([from, to]: [number, number]) {
  return { notBefore: new Date(Date.now() + from * DAY_MS), notAfter: new Date(Date.now() + to * DAY_MS) };
}

async function pemOf(key: CryptoKey): Promise<string> {
  return `${PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), PemConverter.PrivateKeyTag)}\n`;
}
