import { readFile, stat } from "node:fs/promises";
import type { Logger } from "pino";
import type { GatewayConfig } from "../config/schema.ts";
import { readClientCa, readServerCertificate, type ServerCertificate, type TlsMaterial } from "../tls/material.ts";
import { createFaultNote, type FaultNote } from "./faults.ts";

const LOOK_EVERY_MS = 2_000;

/** The certificates on disk, followed as they change. */
export interface Certificates {
  /** What is shown now. */
  readonly material: TlsMaterial;
  readonly shown: readonly { file: string; certificate: ServerCertificate }[];
  /** Present while a file that has changed cannot be used: what it held before is shown on. */
  readonly fault: FaultNote;
  stop(): void;
}

type HttpsConfig = NonNullable<GatewayConfig["https"]>;

/**
 * Reads certificates, keys and client CAs, and again whenever a file changes: `onRenewed` gets what is to be shown then.
 *
 * @throws Error with a sentence for the operator when a file cannot be used at the start
 */
export async function followCertificates(
  https: HttpsConfig,
  log: Logger,
  onRenewed: (material: TlsMaterial) => Promise<void>,
): Promise<Certificates> {
  const fault = createFaultNote("renewing certificates", log);
  let seen = await signatureOf(https);
  let material = await readAll(https, undefined, (reason) => {
    throw reason;
  });
  const look = async () => {
    const signature = await signatureOf(https);
    if (signature === seen) return;
    seen = signature;
    const faults: Error[] = [];
    material = await readAll(https, material, (reason) => faults.push(reason));
    fault.note(faults[0]);
    if (faults.length < https.certificates.length) log.info("certificates were read again");
    await onRenewed(material);
  };
  const timer = setInterval(() => void look().catch(fault.note), LOOK_EVERY_MS);
  timer.unref();

  return {
    get material() {
      return material;
    },
    get shown() {
      return https.certificates.flatMap(({ certFile }, index) => {
        const certificate = material.certificates[index];
        return certificate === undefined ? [] : [{ file: certFile, certificate }];
      });
    },
    fault,
    stop: () => clearInterval(timer),
  };
}

/** Each file by itself: one that is broken keeps what it held, and the others are renewed. */
async function readAll(
  { certificates, clientCaFile }: HttpsConfig,
  before: TlsMaterial | undefined,
  onFault: (reason: Error) => void,
): Promise<TlsMaterial> {
  const read: ServerCertificate[] = [];
  for (const [index, { certFile, keyFile = certFile }] of certificates.entries()) {
    const certificate = await tried(certFile, onFault, async () =>
      readServerCertificate(await readText(certFile), await readText(keyFile)),
    );
    const kept = certificate ?? before?.certificates[index];
    if (kept !== undefined) read.push(kept);
  }
  if (clientCaFile === undefined) return { certificates: read, clientCa: undefined };
  const clientCa = await tried(clientCaFile, onFault, async () => {
    const text = await readText(clientCaFile);
    readClientCa(text);
    return text;
  });
  return { certificates: read, clientCa: clientCa ?? before?.clientCa };
}

async function tried<T>(
  file: string,
  onFault: (reason: Error) => void,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    onFault(new Error(`${file}: ${error instanceof Error ? error.message : String(error)}.`)); // files, and what OpenSSL says
    return undefined;
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new Error(`${file} cannot be read (${code})`); // in words for the operator
  }
}

/** Changes when a file does, also when what a link leads to is swapped. */
async function signatureOf({ certificates, clientCaFile }: HttpsConfig): Promise<string> {
  const files = certificates.flatMap(({ certFile, keyFile = certFile }) => [certFile, keyFile]);
  if (clientCaFile !== undefined) files.push(clientCaFile);
  const signatures = files.map(async (file) => {
    const found = await stat(file).catch(() => undefined); // gone, or not there yet: that is a state as well
    return found === undefined ? "none" : `${found.ino}/${found.size}/${found.mtimeMs}`;
  });
  return (await Promise.all(signatures)).join(" ");
}
