import {
  createSecureContext,
  createServer,
  type SecureContext,
  type SecureContextOptions,
  type TLSSocket,
} from "node:tls";
import { type ListenOptions, listen } from "../http/listen.ts";
import type { ServerCertificate, TlsMaterial } from "./material.ts";
import { ServerNames } from "./server-names.ts";

export interface SecureListenerOptions {
  material: TlsMaterial;
  /** Whether callers are asked for a certificate; what one may do is a policy's business. */
  asksForCertificates: boolean;
  /** For the handshake as a whole; over it the connection is cut. */
  handshakeTimeoutMs: number;
  /** Connections at one time, those in their handshake among them. */
  connectionsMax: number;
  onHttp1(socket: TLSSocket): void;
  onHttp2(socket: TLSSocket): void;
}

export interface SecureListener {
  /** Resolves to the port. Rejects when it cannot be had. */
  listen(options: ListenOptions): Promise<number>;
  /** Shows other certificates from the next handshake on. Connections that are open stay as they are. */
  renew(material: TlsMaterial): void;
  /** Stops accepting; connections that are open are not its business any more. */
  close(): void;
  /** Handshakes that came to nothing, since the start. */
  readonly failedHandshakes: number;
}

/**
 * TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only (RFC 9325): what HTTP/2 forbids is not among it
 * (RFC 9113, 9.2.2).
 */
const CIPHERS = [
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
].join(":");

/** Accepts connections of TLS, shows each caller the certificate for the host that it names, and hands them on by protocol. */
export function createSecureListener(options: SecureListenerOptions): SecureListener {
  const { asksForCertificates, handshakeTimeoutMs, connectionsMax } = options;
  let contexts = contextsOf(options.material);
  let failedHandshakes = 0;
  const server = createServer(
    {
      ...defaultContext(options.material),
      SNICallback: (name, done) => done(null, contexts.find(name)),
      ALPNProtocols: ["h2", "http/1.1"],
      requestCert: asksForCertificates,
      rejectUnauthorized: false,
      handshakeTimeout: handshakeTimeoutMs,
      allowHalfOpen: true,
      noDelay: true,
    },
    (socket) => {
      if (socket.alpnProtocol === "h2") options.onHttp2(socket);
      else options.onHttp1(socket);
    },
  );
  server.maxConnections = connectionsMax;
  // Whatever went wrong, the time among it: what is left of the connection would stay open otherwise.
  server.on("tlsClientError", (_error, socket) => {
    failedHandshakes++;
    socket.destroy();
  });

  return {
    listen: (where) => listen(server, where),
    renew(material) {
      server.setSecureContext(defaultContext(material));
      contexts = contextsOf(material);
    },
    close: () => void server.close(),
    get failedHandshakes() {
      return failedHandshakes;
    },
  };
}

function contextsOf(material: TlsMaterial): ServerNames<SecureContext> {
  const contexts = new ServerNames<SecureContext>();
  for (const certificate of material.certificates) {
    const context = createSecureContext(contextOptions(certificate, material.clientCa));
    for (const name of certificate.names) contexts.add(name, context);
  }
  return contexts;
}

function defaultContext({ certificates, clientCa }: TlsMaterial): SecureContextOptions {
  const [first] = certificates;
  if (first === undefined) throw new TypeError("TLS needs a certificate");
  return contextOptions(first, clientCa);
}

function contextOptions({ chain, key }: ServerCertificate, clientCa: string | undefined): SecureContextOptions {
  return {
    cert: chain,
    key,
    // An empty list and not none: none would trust whoever the system trusts to vouch for web sites.
    ca: clientCa ?? [],
    minVersion: "TLSv1.2",
    ciphers: CIPHERS,
    honorCipherOrder: true,
  };
}
