import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type ServerOptions, WebSocket, WebSocketServer } from "ws";
import { API_KEY } from "../traffic/sample-parts.ts";

export interface WebSocketBackend {
  readonly url: string;
  /** Connections so far, in the order of their coming. */
  readonly sockets: WebSocket[];
  /** Header lines of their handshakes. */
  readonly handshakes: string[][];
}

/** A backend that speaks WebSocket: `serve` gets each connection, an echo unless told otherwise. */
export async function runWebSocketBackend(
  serve: (socket: WebSocket) => void = echo,
  options: ServerOptions = {},
): Promise<WebSocketBackend> {
  const address = options.server === undefined ? { port: 0, host: "127.0.0.1" } : {};
  const server = new WebSocketServer({ ...address, maxPayload: 0, ...options });
  options.server?.listen(0, "127.0.0.1");
  await once(server, "listening");
  const backend: WebSocketBackend = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets: [],
    handshakes: [],
  };
  server.on("connection", (socket, request) => {
    backend.sockets.push(socket);
    backend.handshakes.push(request.rawHeaders);
    socket.on("error", () => undefined);
    serve(socket);
  });
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
    options.server?.close();
  });
  return backend;
}

type CallerOptions = ConstructorParameters<typeof WebSocket>[2] & { protocols?: string[]; isSecure?: boolean };

/** A caller's connection; not open yet. */
export function openWebSocket(
  port: number,
  path = "/orders/stream",
  { protocols = [], isSecure = false, ...options }: CallerOptions = {},
): WebSocket {
  const socket = new WebSocket(`${isSecure ? "wss" : "ws"}://127.0.0.1:${port}${path}`, protocols, {
    headers: { "x-api-key": API_KEY },
    maxPayload: 0,
    ...options,
  });
  socket.on("error", () => undefined);
  onTestFinished(() => socket.terminate());
  return socket;
}

function echo(socket: WebSocket): void {
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
}
