import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
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
  tls?: TlsOptions;
}

export interface ListenOptions {
  port: number;
  host: string;
  /** Several threads may listen on one port (Linux). */
  reusePort?: boolean;
}

export interface Http1Server {
  /** Resolves to the port once connections are accepted. Rejects when the port cannot be had. */
  listen(options: ListenOptions): Promise<number>;
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
  const server = listenerFor(options.tls, (socket) => {
    if (connections.size >= bounds.connectionsMax) {
      socket.destroy();
      return;
    }
    const connection = new ServerConnection(socket, host, options.tls !== undefined);
    connections.add(connection);
    socket.on("close", () => connections.delete(connection));
  });
  const clock = setInterval(() => {
    host.nowMs = performance.now();
    host.date = new Date().toUTCString();
    // Deadlines are reckoned from the last tick: a tick is granted, so that none is early.
    for (const connection of connections) connection.checkDeadline(host.nowMs - TICK_MS);
  }, TICK_MS);
  clock.unref();

  return {
    listen: (where) => listen(server, where),
    close: async (graceMs) => {
      host.isClosing = true;
      await closeServer(server, connections, graceMs);
      clearInterval(clock);
    },
    get connections() {
      return connections.size;
    },
  };
}

function listenerFor(tls: TlsOptions | undefined, onSocket: (socket: Socket) => void): Server {
  // Half-open: a caller that has said all may still wait for its answer; the connection decides how long.
  if (tls === undefined) return createServer({ allowHalfOpen: true, noDelay: true }, onSocket);
  const server = createTlsServer({ ...tls, allowHalfOpen: true, noDelay: true }, onSocket);
  server.on("tlsClientError", () => undefined);
  return server;
}

function listen(server: Server, { port, host, reusePort = false }: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, reusePort, backlog: 4096 }, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function closeServer(server: Server, connections: Set<ServerConnection>, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      for (const connection of connections) connection.destroy();
    }, graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    for (const connection of connections) if (connection.isIdle) connection.destroy();
  });
}
