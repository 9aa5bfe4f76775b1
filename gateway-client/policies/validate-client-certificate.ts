import { z } from "zod";
import { certificateIdentity, identityTest } from "./certificate-identity.ts";
import { definePolicy, PolicyError } from "./define.ts";

const IDENTITIES_MAX = 1000;

export const validateClientCertificate = definePolicy({
  name: "validate-client-certificate",
  version: 1,
  summary:
    "Lets a request in only when its caller has shown a certificate that is trusted, in force and one of those allowed.",
  phase: "access",
  sections: ["inbound"],
  config: z.strictObject({
    identities: z.array(certificateIdentity).min(1).max(IDENTITIES_MAX).optional(),
    "validate-trust": z.boolean().default(true),
    "validate-not-before": z.boolean().default(true),
    "validate-not-after": z.boolean().default(true),
  }),
  compile({ identities, ...validate }) {
    if (!validate["validate-trust"]) {
      const open = identities?.findIndex(({ fingerprint }) => fingerprint === undefined) ?? -1;
      // Anybody can make a certificate with any name in it: what nobody vouches for is known by its fingerprint only.
      if (identities === undefined) throw new PolicyError("Without trust identities are needed.", "/identities");
      if (open >= 0) throw new PolicyError("Without trust a fingerprint is needed.", `/identities/${open}`);
    }
    const tests = identities?.map(identityTest);
    return ({ callerCertificate: certificate, receivedAtMs }) => {
      if (certificate === undefined) {
        return { problem: "client-certificate-missing", detail: "Show a certificate in the handshake of TLS." };
      }
      const isEarly = validate["validate-not-before"] && receivedAtMs < certificate.validFromMs;
      const isLate = validate["validate-not-after"] && receivedAtMs >= certificate.validToMs;
      if (isEarly || isLate) {
        const detail = isEarly ? "The certificate is not valid yet." : "The certificate has expired.";
        return { problem: "client-certificate-not-in-force", detail };
      }
      if (validate["validate-trust"] && !certificate.isTrustedApartFromDates) {
        return { problem: "client-certificate-not-trusted", detail: "Nobody known here vouches for the certificate." };
      }
      if (tests?.every((test) => !test(certificate))) {
        return { problem: "client-certificate-not-allowed", detail: "The certificate is none of those allowed here." };
      }
      return undefined;
    };
  },
});
