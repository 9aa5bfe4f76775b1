import type { X509Certificate } from "node:crypto";
import type { TLSSocket } from "node:tls";
import type { Http1Server } from "../http1/server.ts";
import { createHttp2Server, type Http2ServerOptions } from "../http2/server.ts";
import { readClientCa, type TlsMaterial } from "../tls/material.ts";
import { PeerCertificate } from "../tls/peer-certificate.ts";
import { createSecureListener, type SecureListener } from "../tls/secure-listener.ts";
import type { ListenOptions } from "./listen.ts";

export interface SecurePortOptions extends Http2ServerOptions {
  material: TlsMaterial;
  asksForCertificates: boolean;
  /** Serves those who do not speak HTTP/2. */
  http1: Http1Server;
  bounds: Http2ServerOptions["bounds"] & { handshakeTimeoutMs: number };
}

export interface SecurePort extends Pick<SecureListener, "renew" | "failedHandshakes"> {
  /** Resolves to the port. Rejects when it cannot be had. */
  listen(options: ListenOptions): Promise<number>;
  /** Stops accepting and lets streams in flight finish for so long; connections of HTTP/1.1 are their own server's. */
  close(graceMs: number): Promise<void>;
  /** Of HTTP/2. */
  readonly connections: number;
}

/** The traffic port with TLS: HTTP/2 or HTTP/1.1, as both sides agree in the handshake (ALPN, RFC 7301). */
export function createSecurePort(options: SecurePortOptions): SecurePort {
  const { asksForCertificates, http1, bounds } = options;
  const http2 = createHttp2Server(options);
  let clientCa = clientCaOf(options.material);
  const peerOf = (socket: TLSSocket) => new PeerCertificate(socket, clientCa);
  const listener = createSecureListener({
    material: options.material,
    asksForCertificates,
    handshakeTimeoutMs: bounds.handshakeTimeoutMs,
    connectionsMax: bounds.connectionsMax,
    onHttp1: (socket) => http1.accept(socket, peerOf(socket)),
    onHttp2: (socket) => http2.accept(socket, peerOf(socket)),
  });
  return {
    listen: (where) => listener.listen(where),
    renew(material) {
      listener.renew(material);
      clientCa = clientCaOf(material);
    },
    close(graceMs) {
      listener.close();
      return http2.close(graceMs);
    },
    get connections() {
      return http2.connections;
    },
    get failedHandshakes() {
      return listener.failedHandshakes;
    },
  };
}

function clientCaOf({ clientCa }: TlsMaterial): X509Certificate[] {
  return clientCa === undefined ? [] : readClientCa(clientCa);
}
