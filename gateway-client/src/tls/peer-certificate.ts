import type { X509Certificate } from "node:crypto";
import type { TLSSocket } from "node:tls";
import { readAlternativeNames } from "../../policies/alternative-names.ts";
import type { CallerCertificate, DistinguishedName } from "../../policies/caller-certificate.ts";

/** The caller's certificate; undefined where none was shown. Worked out at the first look: few calls want to know. */
export class PeerCertificate {
  readonly #socket: TLSSocket;
  readonly #clientCa: readonly X509Certificate[];
  #read: { certificate: CallerCertificate | undefined } | undefined;

  constructor(socket: TLSSocket, clientCa: readonly X509Certificate[]) {
    this.#socket = socket;
    this.#clientCa = clientCa;
  }

  get certificate(): CallerCertificate | undefined {
    this.#read ??= { certificate: this.#readCertificate() };
    return this.#read.certificate;
  }

  #readCertificate(): CallerCertificate | undefined {
    const certificate = this.#socket.getPeerX509Certificate();
    if (certificate === undefined) return undefined;
    const { subject, issuer } = certificate.toLegacyObject();
    return {
      fingerprint: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
      subject: distinguishedName(subject),
      issuer: distinguishedName(issuer),
      alternativeNames: readAlternativeNames(certificate.subjectAltName),
      serialNumber: certificate.serialNumber.toLowerCase(),
      validFromMs: certificate.validFromDate.getTime(),
      validToMs: certificate.validToDate.getTime(),
      isTrusted: this.#socket.authorized,
      isTrustedApartFromDates: this.#socket.authorized || this.#isTrustedButForItsDates(certificate),
      raw: certificate.raw,
    };
  }

  /**
   * OpenSSL tells only the last fault that it found: behind "expired" there may be "signed by nobody known". So an expired
   * certificate is trusted when a client CA that is in force has itself signed it.
   */
  #isTrustedButForItsDates(certificate: X509Certificate): boolean {
    const fault: unknown = this.#socket.authorizationError;
    if (fault !== "CERT_HAS_EXPIRED" && fault !== "CERT_NOT_YET_VALID") return false;
    const nowMs = Date.now();
    return this.#clientCa.some(
      (ca) =>
        ca.ca &&
        ca.validFromDate.getTime() <= nowMs &&
        nowMs < ca.validToDate.getTime() &&
        certificate.checkIssued(ca) &&
        certificate.verify(ca.publicKey),
    );
  }
}

function distinguishedName(attributes: object | undefined): DistinguishedName {
  return new Map(
    Object.entries(attributes ?? {}).map(([name, value]): [string, string[]] => [name, [value].flat().map(String)]),
  );
}
