import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface SampleBackend extends AsyncDisposable {
  readonly url: string;
  readonly server: Server;
  readonly requests: { method: string; url: string; rawHeaders: string[]; body: string }[];
}

/** A backend on a free port that remembers what reached it. Without a listener it echoes the request as JSON. */
export async function runBackend(listener?: RequestListener): Promise<SampleBackend> {
  const requests: SampleBackend["requests"] = [];
  const server = createServer(async (request, response) => {
    if (listener !== undefined) {
      const { method = "", url = "", rawHeaders } = request;
      requests.push({ method, url, rawHeaders, body: "" });
      return listener(request, response);
    }
    const body = await readBody(request).catch(() => undefined);
    if (body === undefined) return; // the gateway has given the request up
    const { method = "", url = "", rawHeaders, headers } = request;
    requests.push({ method, url, rawHeaders, body });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ method, url, headers, body }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("latin1")) body += chunk;
  return body;
}
