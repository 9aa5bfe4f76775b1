import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { EXPOSITION_MEDIA_TYPE, type Metric, writeExposition } from "./exposition.ts";

export interface AdminSources {
  /** Whether all threads serve a snapshot and the gateway is not stopping. */
  isReady(): boolean;
  metrics(): Metric[];
  /** Never a secret: it is shown as it is. */
  status(): unknown;
}

export interface AdminServer {
  readonly port: number;
  close(): Promise<void>;
}

/** `/live`, `/ready`, `/metrics` and `/status`, for operators and their machines. @throws when the port is taken */
export async function startAdminServer(
  address: { host: string; port: number },
  { isReady, metrics, status }: AdminSources,
): Promise<AdminServer> {
  const pages: Record<string, () => { status?: number; type: string; body: string }> = {
    "/live": () => ({ type: "text/plain", body: "live\n" }),
    "/ready": () =>
      isReady() ? { type: "text/plain", body: "ready\n" } : { status: 503, type: "text/plain", body: "not ready\n" },
    "/metrics": () => ({ type: EXPOSITION_MEDIA_TYPE, body: writeExposition(metrics()) }),
    "/status": () => ({ type: "application/json", body: `${JSON.stringify(status(), null, 2)}\n` }),
  };
  const server = createServer((request, response) => {
    const page = Object.hasOwn(pages, request.url ?? "") ? pages[request.url ?? ""] : undefined;
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
    } else if (!page) {
      response.writeHead(404).end();
    } else {
      const answer = page();
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

function listen(server: Server, address: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, () => resolve());
  });
}
