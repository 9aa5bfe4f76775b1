import type { TrafficServerOptions } from "../../src/http/traffic-server.ts";
import { readServerCertificate, type TlsMaterial } from "../../src/tls/material.ts";
import type { Issued } from "../support/certificates.ts";
import { type RunningGateway, runGateway } from "./running-gateway.ts";

export interface SecureGateway extends RunningGateway {
  readonly securePort: number;
}

/** A gateway that has a port with TLS beside the plain one. */
export async function runSecureGateway(
  parts: ReadonlyMap<string, unknown>,
  certificates: readonly Issued[],
  options: Partial<TrafficServerOptions> & { clientCa?: string } = {},
): Promise<SecureGateway> {
  const { clientCa, ...rest } = options;
  const gateway = await runGateway(parts, { asksForCertificates: clientCa !== undefined, ...rest });
  gateway.server.secure(materialOf(certificates, clientCa));
  const securePort = await gateway.server.listenSecurely({ port: 0, host: "127.0.0.1" });
  return Object.assign(gateway, { securePort });
}

export function materialOf(certificates: readonly Issued[], clientCa?: string): TlsMaterial {
  return { certificates: certificates.map(({ cert, key }) => readServerCertificate(cert, key)), clientCa };
}
