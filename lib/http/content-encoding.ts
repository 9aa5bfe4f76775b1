import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Carries an answer's Content-Encoding past Next, which drops that header from what route handlers answer. */
const CARRIER = "x-gatehouse-content-encoding";

/** Repeats Content-Encoding under the name that reaches the socket's side; where no Next is in between it stays as it is. */
export function carryContentEncoding(headers: Headers): void {
  const encoding = headers.get("content-encoding");
  if (encoding !== null) headers.set(CARRIER, encoding);
}

/** Gives the header its own name back on the way out. Without it callers would be handed packed bytes as if they were plain. */
export function restoreContentEncodings(): void {
  subscribe("http.server.request.start", (message) => {
    const { response } = message as { request: IncomingMessage; response: ServerResponse };
    const setHeader = response.setHeader.bind(response);
    response.setHeader = (name, value) => setHeader(name.toLowerCase() === CARRIER ? "content-encoding" : name, value);
  });
}
