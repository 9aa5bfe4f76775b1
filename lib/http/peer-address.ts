import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { PEER_HEADER } from "./client-address.ts";

/**
 * Notes the socket's address on every request before Next sees it. A `Request` has no socket, and Next keeps an
 * `X-Forwarded-For` that the caller made up; sign-in limits must not be escaped by that.
 */
export function notePeerAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  });
}
