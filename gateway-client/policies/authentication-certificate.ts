import { createHash } from "node:crypto";
import { z } from "zod";
import { definePolicy, PolicyError } from "./define.ts";
import { fixedText } from "./fields.ts";
import { isUsableTls } from "./pem.ts";

const pem = z.string().min(1).max(100_000);

export const authenticationCertificate = definePolicy({
  name: "authentication-certificate",
  version: 1,
  summary: "Shows the backend a client certificate of the gateway.",
  phase: "transform",
  sections: ["inbound", "backend"],
  config: z.strictObject({ certificate: pem, "private-key": pem }),
  compile(options) {
    const certificate = fixedText(options.certificate, "/certificate");
    const privateKey = fixedText(options["private-key"], "/private-key");
    if (!isUsableTls({ certificate, privateKey })) {
      throw new PolicyError("is no PEM, or does not belong to the private key", "/certificate");
    }
    const id = createHash("sha256").update(certificate).update("\0").update(privateKey).digest("base64");
    const shown = { certificate: { id, certificate, privateKey } };
    return (exchange) => {
      exchange.setWayThere(shown);
      return undefined;
    };
  },
});
