import type { TLSSocket } from "node:tls";
import type { Http1ServerOptions } from "../http1/server.ts";
import type { PeerCertificate } from "../tls/peer-certificate.ts";
import { Http2Connection } from "./connection.ts";
import type { Http2Host } from "./connection-host.ts";

export interface Http2ServerOptions extends Pick<Http1ServerOptions, "onExchange" | "refusal"> {
  bounds: Http2Host["bounds"] & { connectionsMax: number };
}

export interface Http2Server {
  /** Serves a connection of TLS on which both sides have agreed on HTTP/2. */
  accept(socket: TLSSocket, peer: PeerCertificate): void;
  /** Takes no more streams, lets those in flight finish for `graceMs` milliseconds, then cuts them. */
  close(graceMs: number): Promise<void>;
  readonly connections: number;
}

const TICK_MS = 500;

/** HTTP/2 (RFC 9113) with the same strictness and bounds as HTTP/1.1. */
export function createHttp2Server({ onExchange, refusal, bounds }: Http2ServerOptions): Http2Server {
  const connections = new Set<Http2Connection>();
  const gone = new Set<Promise<void>>();
  const host: { -readonly [Key in keyof Http2Host]: Http2Host[Key] } = {
    bounds,
    isClosing: false,
    nowMs: performance.now(),
    onExchange,
    refusal,
  };
  const clock = setInterval(() => {
    host.nowMs = performance.now();
    // Deadlines are reckoned from the last tick: a tick is granted, so that none is early.
    for (const connection of connections) connection.checkDeadline(host.nowMs - TICK_MS);
  }, TICK_MS);
  clock.unref();

  return {
    accept(socket, peer) {
      if (host.isClosing || connections.size >= bounds.connectionsMax) {
        socket.destroy();
        return;
      }
      const connection = new Http2Connection(socket, host, peer);
      connections.add(connection);
      const closed = new Promise<void>((resolve) => socket.on("close", () => resolve())).then(() => {
        connections.delete(connection);
        gone.delete(closed);
      });
      gone.add(closed);
    },
    async close(graceMs) {
      host.isClosing = true;
      for (const connection of connections) connection.goAway();
      const cut = setTimeout(() => {
        for (const connection of connections) connection.destroy();
      }, graceMs);
      await Promise.all(gone);
      clearTimeout(cut);
      clearInterval(clock);
    },
    get connections() {
      return connections.size;
    },
  };
}
