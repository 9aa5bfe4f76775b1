import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { brotliCompressSync, gunzipSync } from "node:zlib";
import { type GatewayStatus, gatewayStatus } from "@gatehouse/contract/status.ts";
import {
  BATCH_MEDIA_TYPE,
  batchHeader,
  batchRecord,
  type CounterRecord,
  type QuotaRecord,
} from "@gatehouse/contract/telemetry.ts";
import type { TraceRecord } from "@gatehouse/contract/trace.ts";
import type { BuiltSnapshot } from "./snapshot.ts";
import { until } from "./until.ts";

/** The four endpoints of the contract on a real socket, with the strictness of the contract and switches for faults. */
export interface FakeControlPlane {
  readonly url: string;
  readonly port: number;
  /** Tokens that are accepted. */
  readonly tokens: Set<string>;
  readonly statuses: GatewayStatus[];
  /** Counted once per batch, as the ledger does. */
  readonly counters: CounterRecord[];
  readonly traces: TraceRecord[];
  /** What heartbeats are answered with. */
  gateways: number;
  readonly quotas: QuotaRecord[];
  readonly batches: Map<string, number>;
  /** Parts asked for, in order. */
  readonly partRequests: string[];
  /** Called with what would be sent for a part or the manifest; what it gives back is sent. */
  onSend: (what: string, bytes: Buffer) => Buffer;
  /** A status to answer batches with, in place of taking them; `lost` takes the batch and cuts the connection. */
  telemetryFault: number | "lost" | undefined;
  publish(snapshot: BuiltSnapshot): void;
  calls(): number;
  lastStatus(): GatewayStatus | undefined;
  untilApplied(generation: number): Promise<void>;
  untilCalls(calls: number): Promise<void>;
  close(): Promise<void>;
}

export async function startControlPlane(port = 0, known?: FakeControlPlane): Promise<FakeControlPlane> {
  let current: BuiltSnapshot | undefined;
  const parts = new Map<string, Buffer>();
  const waiting = new Set<() => void>();
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => void answer(request, response));
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readAll(request);
    const url = new URL(request.url ?? "/", "http://control-plane");
    const path = url.pathname.replace("/api/gateway/v1/", "");
    const token = (request.headers.authorization ?? "").replace("Bearer ", "");
    if (!fake.tokens.has(token)) return response.writeHead(401).end();
    if (path === "manifest") return sendManifest(request, response, Number(url.searchParams.get("wait")));
    if (path.startsWith("parts/")) return sendPart(response, path.slice("parts/".length));
    if (path === "status") {
      fake.statuses.push(gatewayStatus.parse(JSON.parse(body.toString())));
      return response.writeHead(200).end(JSON.stringify({ gateways: fake.gateways }));
    }
    if (path === "telemetry") return takeBatch(request, response, body);
    return response.writeHead(404).end();
  };

  const sendManifest = async (request: IncomingMessage, response: ServerResponse, waitSeconds: number) => {
    const isKnown = () => current === undefined || request.headers["if-none-match"] === current.etag;
    if (isKnown()) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitSeconds * 1_000);
        waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    if (!current || isKnown()) return response.writeHead(304).end();
    return response.writeHead(200, { etag: current.etag }).end(fake.onSend("manifest", current.manifest));
  };

  const sendPart = (response: ServerResponse, sha256: string) => {
    const bytes = parts.get(sha256);
    fake.partRequests.push(sha256);
    if (!bytes) return response.writeHead(404).end();
    const packed = brotliCompressSync(fake.onSend(sha256, bytes));
    return response.writeHead(200, { "content-encoding": "br" }).end(packed);
  };

  const takeBatch = (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    if (typeof fake.telemetryFault === "number") return response.writeHead(fake.telemetryFault).end();
    const isAsAgreed =
      request.headers["content-type"] === BATCH_MEDIA_TYPE && request.headers["content-encoding"] === "gzip";
    if (!isAsAgreed) return response.writeHead(415).end();
    const [first = "", ...lines] = gunzipSync(body).toString().trimEnd().split("\n");
    const header = batchHeader.parse(JSON.parse(first));
    const records = lines.map((line) => batchRecord.parse(JSON.parse(line)));
    const id = `${header.node}/${header.sequence}`;
    if (!fake.batches.has(id)) {
      fake.counters.push(...records.filter((record) => record.kind === "counter"));
      fake.traces.push(...records.filter((record) => record.kind === "trace"));
      fake.quotas.push(...records.filter((record) => record.kind === "quota"));
    }
    fake.batches.set(id, (fake.batches.get(id) ?? 0) + 1);
    if (fake.telemetryFault === "lost") return request.socket.destroy();
    return response.writeHead(204).end();
  };

  const fake: FakeControlPlane = {
    url: "",
    port: 0,
    tokens: known?.tokens ?? new Set(["token"]),
    statuses: [],
    counters: known?.counters ?? [],
    traces: known?.traces ?? [],
    gateways: 1,
    quotas: known?.quotas ?? [],
    batches: known?.batches ?? new Map(),
    partRequests: [],
    onSend: (_, bytes) => bytes,
    telemetryFault: undefined,
    publish(snapshot) {
      current = snapshot;
      for (const [sha256, bytes] of snapshot.parts) parts.set(sha256, bytes);
      for (const wake of waiting) wake();
      waiting.clear();
    },
    calls: () => fake.counters.reduce((sum, { calls }) => sum + calls, 0),
    lastStatus: () => fake.statuses.at(-1),
    untilApplied: (generation) =>
      until(`generation ${generation} is applied`, () => fake.lastStatus()?.applied === generation),
    untilCalls: (calls) => until(`${calls} calls are counted`, () => fake.calls() >= calls),
    close: () =>
      new Promise((resolve) => {
        for (const wake of waiting) wake();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const bound = (server.address() as AddressInfo).port;
  return Object.assign(fake, { port: bound, url: `http://127.0.0.1:${bound}` });
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
