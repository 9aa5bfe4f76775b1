import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What came to a server. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A server on a real socket that answers with JSON, with a status alone, or as it likes. */
export interface JsonServer extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly Asked[];
}

export type JsonAnswer = object | number | ((response: ServerResponse) => void);

export async function serveJson(answer: (asked: Asked) => JsonAnswer | Promise<JsonAnswer>): Promise<JsonServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    const one = { method, url, headers, body: await text(request) };
    asked.push(one);
    const said = await answer(one);
    if (typeof said === "number") response.writeHead(said, { location: "/elsewhere" }).end();
    else if (typeof said === "function") said(response);
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
