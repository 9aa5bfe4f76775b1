import { z } from "zod";
import type { CallerCertificate, DistinguishedName } from "./caller-certificate.ts";

const ATTRIBUTE = /^([A-Za-z]+|\d+(?:\.\d+)+)=(.+)$/s;
const SAN_KINDS = ["dns", "ip", "uri", "email"] as const;

const name = z
  .string()
  .max(1000)
  .refine((text) => readName(text) !== undefined, { message: "is not a name such as CN=orders,O=Acme" });

/** Who a certificate must be: everything written must hold. */
export const certificateIdentity = z
  .strictObject({
    fingerprint: z
      .string()
      .regex(/^(?:[0-9A-Fa-f]{2}:?){32}$/, "is not a SHA-256 in hex")
      .optional(),
    subject: name.optional(),
    issuer: name.optional(),
    san: z
      .string()
      .max(1000)
      .refine((text) => readAlternative(text) !== undefined, {
        message: "is not dns:, ip:, uri: or email: with a value",
      })
      .optional(),
  })
  .refine((identity) => Object.keys(identity).length > 0, { message: "names nobody" });

export type CertificateIdentity = z.output<typeof certificateIdentity>;

/** Compiles who it must be to a test of certificates. */
export function identityTest(identity: CertificateIdentity): (certificate: CallerCertificate) => boolean {
  const fingerprint = identity.fingerprint?.replaceAll(":", "").toLowerCase();
  const subject = readName(identity.subject ?? "") ?? [];
  const issuer = readName(identity.issuer ?? "") ?? [];
  const san = identity.san === undefined ? undefined : readAlternative(identity.san);
  return (certificate) =>
    (fingerprint === undefined || certificate.fingerprint === fingerprint) &&
    subject.every((attribute) => holds(certificate.subject, attribute)) &&
    issuer.every((attribute) => holds(certificate.issuer, attribute)) &&
    (san === undefined ||
      certificate.alternativeNames.some(({ kind, value }) => kind === san.kind && isSame(san, value)));
}

type Attribute = readonly [name: string, value: string];

function holds(of: DistinguishedName, [name, value]: Attribute): boolean {
  return of.get(name)?.includes(value) ?? false;
}

interface Alternative {
  readonly kind: (typeof SAN_KINDS)[number];
  readonly value: string;
}

/** Host names have no case; everything else does (RFC 5280, 4.2.1.6 and 7). */
function isSame({ kind, value }: Alternative, other: string): boolean {
  return kind === "dns" ? value.toLowerCase() === other.toLowerCase() : value === other;
}

function readAlternative(text: string): Alternative | undefined {
  const colon = text.indexOf(":");
  const kind = SAN_KINDS.find((candidate) => candidate === text.slice(0, colon).toLowerCase());
  return kind === undefined || colon === text.length - 1 ? undefined : { kind, value: text.slice(colon + 1) };
}

/** `CN=a,O=b\, c`: attributes in any order, a comma in a value behind a backslash (RFC 4514). Empty text has none. */
function readName(text: string): Attribute[] | undefined {
  if (text === "") return [];
  const attributes: Attribute[] = [];
  for (const part of text.split(/(?<!\\),/)) {
    const [, name, value] = ATTRIBUTE.exec(part.trim()) ?? [];
    if (name === undefined || value === undefined) return undefined;
    attributes.push([name, value.replace(/\\(.)/gs, "$1")]);
  }
  return attributes;
}
