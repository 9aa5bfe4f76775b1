import type { AlternativeName } from "./alternative-names.ts";

/** The certificate that a caller has shown and proved to own in the TLS handshake with this gateway. */
export interface CallerCertificate {
  /** SHA-256 of the certificate in lower-case hex. */
  readonly fingerprint: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly alternativeNames: readonly AlternativeName[];
  readonly serialNumber: string;
  /** Epoch milliseconds. */
  readonly validFromMs: number;
  readonly validToMs: number;
  /** Whether it leads to one of the gateway's client CAs and was in force at the handshake. */
  readonly isTrusted: boolean;
  /** Whether it leads there, whatever its own dates say. */
  readonly isTrustedApartFromDates: boolean;
  /** DER. */
  readonly raw: Uint8Array;
}

/** Attribute (`CN`, `O`, …) → its values. */
export type DistinguishedName = ReadonlyMap<string, readonly string[]>;
