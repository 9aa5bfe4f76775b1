import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { createHttp1Server, type Http1ServerOptions } from "./server.ts";
import type { IncomingExchange } from "./transport.ts";

/** A server on a free port for one test. */
export async function startServer(
  onExchange: (exchange: IncomingExchange) => void,
  options: Partial<Http1ServerOptions> = {},
): Promise<number> {
  const server = createHttp1Server({
    onExchange,
    refusal: ({ message }) => ({ headerLines: [], body: message }),
    ...options,
  });
  const port = await server.listen({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => server.close(0));
  return port;
}

/** Sends bytes (latin1) and resolves to all that comes back until the other side closes. */
export function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      answer += text;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });
}

/** A backend of raw bytes: `serve` gets each connection. */
export async function startRawBackend(serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the backend has no port");
  return address.port;
}
