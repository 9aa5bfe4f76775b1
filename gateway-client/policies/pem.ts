import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";

/** PEM texts of a TLS client. */
export interface TlsMaterial {
  readonly ca?: string | undefined;
  readonly certificate?: string | undefined;
  readonly privateKey?: string | undefined;
}

/** A text whose named values only a gateway can put in: what it will be is not known here. */
const UNRESOLVED = /\{\{/;

/** Whether certificates and key can be read and belong together, as far as is known here. */
export function isUsableTls({ ca, certificate, privateKey }: TlsMaterial): boolean {
  if ([ca, certificate, privateKey].some((text) => text !== undefined && UNRESOLVED.test(text))) return true;
  try {
    // A trust list that cannot be read would be taken for an empty one.
    if (ca !== undefined) new X509Certificate(ca);
    createSecureContext({ ca, cert: certificate, key: privateKey });
    return true;
  } catch {
    // Node's parsers say by throwing what is no PEM; what they say could hold parts of the key.
    return false;
  }
}
