import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";

/** A collector of OpenTelemetry on a free port, with what it was sent. */
export interface Collector {
  readonly url: string;
  readonly received: { path: string; headers: Record<string, unknown>; body: Buffer }[];
  /** JSON bodies of one signal. */
  // biome-ignore lint/suspicious/noExplicitAny: OTLP, whose members each test names
  json(signal: string): any[];
  close(): Promise<void>;
}

/** @param refuse says how often it answers 503 first */
export async function startCollector(refuse = 0): Promise<Collector> {
  const received: Collector["received"] = [];
  let refusals = refuse;
  const server = createServer(async (request, response) => {
    const bytes = await buffer(request);
    const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes;
    if (refusals-- > 0) {
      response.writeHead(503, { "retry-after": "0" }).end();
      return;
    }
    received.push({ path: request.url ?? "", headers: request.headers, body });
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    json: (signal) =>
      received.flatMap(({ path, body }) => (path === `/v1/${signal}` ? [JSON.parse(body.toString("utf8"))] : [])),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A message of protocol buffers by its wire format: the fields of each number, with lengths as bytes. */
export function readProtobuf(bytes: Buffer): Map<number, (bigint | Buffer)[]> {
  const fields = new Map<number, (bigint | Buffer)[]>();
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const kind = tag & 7;
    const value = kind === 0 ? varint() : take(kind === 1 ? 8 : kind === 5 ? 4 : Number(varint()));
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), value]);
  }
  return fields;
}
