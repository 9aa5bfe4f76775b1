import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { TraceStore } from "../tracing/trace-store.ts";
import { expose, type Metric } from "./exposition.ts";

export interface AdminSources {
  /** Whether all threads serve a snapshot and the gateway is not stopping. */
  isReady(): boolean;
  metrics(): Metric[];
  /** Never a secret: it is shown as it is. */
  status(): unknown;
  /** The newest traces, and one of them as JSON. */
  traces: Pick<TraceStore, "list" | "find">;
}

export interface AdminServer {
  readonly port: number;
  close(): Promise<void>;
}

/** `/live`, `/ready`, `/metrics`, `/status` and `/traces`, for operators and their machines. @throws when the port is taken */
export async function startAdminServer(
  address: { host: string; port: number },
  { isReady, metrics, status, traces }: AdminSources,
): Promise<AdminServer> {
  const pages: Record<string, (request: IncomingMessage) => Page> = {
    "/live": () => ({ type: "text/plain", body: "live\n" }),
    "/ready": () =>
      isReady() ? { type: "text/plain", body: "ready\n" } : { status: 503, type: "text/plain", body: "not ready\n" },
    "/metrics": ({ headers }) => expose(metrics(), headers.accept),
    "/status": () => json(status()),
    "/traces": () => json({ traces: traces.list() }),
  };
  const findPage = (url: string): ((request: IncomingMessage) => Page) | undefined => {
    if (Object.hasOwn(pages, url)) return pages[url];
    const trace = url.startsWith(ONE_TRACE) ? traces.find(url.slice(ONE_TRACE.length)) : undefined;
    return trace === undefined ? undefined : () => ({ type: "application/json", body: `${trace}\n` });
  };
  const server = createServer((request, response) => {
    const page = findPage(request.url ?? "");
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
    } else if (!page) {
      response.writeHead(404).end();
    } else {
      const answer = page(request);
      response
        .writeHead(answer.status ?? 200, { "content-type": answer.type, "cache-control": "no-store" })
        .end(request.method === "HEAD" ? undefined : answer.body);
    }
  });
  await listen(server, address);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Page {
  status?: number;
  type: string;
  body: string;
}

const ONE_TRACE = "/traces/";

function json(content: unknown): Page {
  return { type: "application/json", body: `${JSON.stringify(content, null, 2)}\n` };
}

function listen(server: Server, address: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, () => resolve());
  });
}
