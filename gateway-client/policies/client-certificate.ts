import type { AlternativeName } from "./alternative-names.ts";

/** The certificate that a caller has shown and proved to own in the TLS handshake with this gateway. */
export interface ClientCertificate {
  /** SHA-256 of the certificate in lower-case hex. */
  readonly fingerprint: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly alternativeNames: readonly AlternativeName[];
  readonly serialNumber: string;
  /** Epoch milliseconds. */
  readonly validFromMs: number;
  readonly validToMs: number;
  /** Whether it leads to one of the gateway's client CAs; its own dates apart, which policies look at for themselves. */
  readonly isTrusted: boolean;
  /** DER. */
  readonly raw: Uint8Array;
}

/** Attribute (`CN`, `O`, …) → its values. */
export type DistinguishedName = ReadonlyMap<string, readonly string[]>;
