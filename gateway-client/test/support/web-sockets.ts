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
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", maxPayload: 0, ...options });
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
  });
  return backend;
}

/** A caller's connection; not open yet. */
export function openWebSocket(
  port: number,
  path = "/orders/stream",
  { protocols = [], ...options }: ConstructorParameters<typeof WebSocket>[2] & { protocols?: string[] } = {},
): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, {
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
