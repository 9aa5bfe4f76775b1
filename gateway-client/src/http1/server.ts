import { createServer, type Socket } from "node:net";
import { type ListenOptions, listen } from "../http/listen.ts";
import type { PeerCertificate } from "../tls/peer-certificate.ts";
import type { ConnectionHost, TimeBounds } from "./connection-host.ts";
import type { SyntaxFault } from "./header-lines.ts";
import type { HeadBounds } from "./request-head.ts";
import { ServerConnection } from "./server-connection.ts";
import type { IncomingExchange } from "./transport.ts";

export interface Http1ServerOptions {
  onExchange(exchange: IncomingExchange): void;
  /** The answer to a request that cannot be understood: header lines and body. The connection ends with it. */
  refusal(fault: SyntaxFault): { headerLines: readonly string[]; body: string };
  bounds?: Partial<HeadBounds & TimeBounds & { connectionsMax: number }>;
}

export interface Http1Server {
  /** Resolves to the port once connections are accepted. Rejects when the port cannot be had. */
  listen(options: ListenOptions): Promise<number>;
  /** Serves a connection of TLS that was accepted elsewhere. */
  accept(socket: Socket, peer: PeerCertificate): void;
  /** Stops accepting, lets exchanges in flight finish for `graceMs` milliseconds, then cuts them. */
  close(graceMs: number): Promise<void>;
  readonly connections: number;
}

export const defaultBounds = {
  headBytesMax: 32 * 1024,
  targetBytesMax: 8 * 1024,
  headerLinesMax: 100,
  headTimeoutMs: 10_000,
  keepAliveTimeoutMs: 75_000,
  bodyIdleTimeoutMs: 30_000,
  sendIdleTimeoutMs: 60_000,
  connectionsMax: 20_000,
};

const TICK_MS = 500;

/** An HTTP/1.1 server that is strict (RFC 9112) and does nothing per request that it can do per connection. */
export function createHttp1Server(options: Http1ServerOptions): Http1Server {
  const bounds = { ...defaultBounds, ...options.bounds };
  const connections = new Set<ServerConnection>();
  const host: { -readonly [Key in keyof ConnectionHost]: ConnectionHost[Key] } = {
    bounds,
    isClosing: false,
    nowMs: performance.now(),
    date: new Date().toUTCString(),
    onExchange: options.onExchange,
    refusal: options.refusal,
  };
  const serve = (socket: Socket, peer: PeerCertificate | undefined) => {
    if (host.isClosing || connections.size >= bounds.connectionsMax) {
      socket.destroy();
      return;
    }
    const connection = new ServerConnection(socket, host, peer);
    connections.add(connection);
    socket.on("close", () => connections.delete(connection));
  };
  // Half-open: a caller that has said all may still wait for its answer; the connection decides how long.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => serve(socket, undefined));
  const clock = setInterval(() => {
    host.nowMs = performance.now();
    host.date = new Date().toUTCString();
    // Deadlines are reckoned from the last tick: a tick is granted, so that none is early.
    for (const connection of connections) connection.checkDeadline(host.nowMs - TICK_MS);
  }, TICK_MS);
  clock.unref();

  return {
    listen: (where) => listen(server, where),
    accept: serve,
    close: async (graceMs) => {
      host.isClosing = true;
      server.close();
      await endConnections(connections, graceMs);
      clearInterval(clock);
    },
    get connections() {
      return connections.size;
    },
  };
}

/** Ends idle connections at once and lets the others finish for so long. */
async function endConnections(connections: Set<ServerConnection>, graceMs: number): Promise<void> {
  const gone = [...connections].map(({ socket }) => new Promise((resolve) => socket.on("close", resolve)));
  for (const connection of connections) if (connection.isIdle) connection.destroy();
  const cut = setTimeout(() => {
    for (const connection of connections) connection.destroy();
  }, graceMs);
  await Promise.all(gone);
  clearTimeout(cut);
}
