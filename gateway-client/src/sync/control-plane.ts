import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress, gunzip } from "node:zlib";
import { type GatewayStatus, type StatusAnswer, statusAnswer } from "@gatehouse/contract/status.ts";
import { BATCH_MEDIA_TYPE } from "@gatehouse/contract/telemetry.ts";
import { Agent, type Dispatcher, request } from "undici";
import { MANIFEST_BYTES_MAX } from "./verify.ts";

const ANSWER_TIMEOUT_MS = 30_000;
/** A poll that is not answered so long after its time hangs on a dead connection. */
const HELD_LONGER_MS = 10_000;
const ANSWER_BYTES_MAX = 64 * 1024;
/** What compression may add to bytes that do not shrink. */
const PACKING_BYTES_MAX = 16 * 1024;

/** An answer that is none of those agreed on. Without a status nothing answered at all. */
export class ControlPlaneError extends Error {
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.name = "ControlPlaneError";
    this.status = status;
  }
}

/** The four calls that a gateway makes. Each throws ControlPlaneError when the control plane is away or says no. */
export interface ControlPlane {
  /** The manifest, or undefined when it is still the one with this entity tag after `waitSeconds`. */
  fetchManifest(
    etag: string | undefined,
    waitSeconds: number,
    signal: AbortSignal,
  ): Promise<{ bytes: Buffer; etag: string } | undefined>;
  /** @param bytesMax the size that the manifest names: not one byte more is unpacked. */
  fetchPart(sha256: string, bytesMax: number): Promise<Buffer>;
  postStatus(status: GatewayStatus): Promise<StatusAnswer | undefined>;
  /** @param batch gzip of NDJSON */
  postTelemetry(batch: Buffer, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface ControlPlaneAddress {
  url: string;
  token?: string | undefined;
  tokenFile?: string | undefined;
}

export function connectControlPlane(address: ControlPlaneAddress): ControlPlane {
  const agent = new Agent({ connections: 16, connect: { timeout: 5_000 }, allowH2: false });
  const base = new URL(address.url.endsWith("/") ? address.url : `${address.url}/`);

  const call = async (path: string, options: CallOptions): Promise<{ status: number; etag: string; body: Buffer }> => {
    const token = await readToken(address).catch(toControlPlaneError);
    const answer = await request(new URL(`api/gateway/v1/${path}`, base), {
      dispatcher: agent,
      method: options.method ?? "GET",
      headers: { authorization: `Bearer ${token}`, "accept-encoding": "br, gzip", ...options.headers },
      body: options.body ?? null,
      headersTimeout: options.timeoutMs ?? ANSWER_TIMEOUT_MS,
      bodyTimeout: ANSWER_TIMEOUT_MS,
      signal: options.signal ?? null,
    }).catch(toControlPlaneError);
    const body = await readBody(answer, options.bytesMax).catch(toControlPlaneError);
    if (answer.statusCode >= 300 && answer.statusCode !== 304) {
      throw new ControlPlaneError(`The control plane answered ${answer.statusCode} to ${path}.`, answer.statusCode);
    }
    return { status: answer.statusCode, etag: String(answer.headers.etag ?? ""), body };
  };

  return {
    async fetchManifest(etag, waitSeconds, signal) {
      const answer = await call(`manifest?wait=${waitSeconds}`, {
        ...(etag === undefined ? {} : { headers: { "if-none-match": etag } }),
        bytesMax: MANIFEST_BYTES_MAX,
        timeoutMs: waitSeconds * 1_000 + HELD_LONGER_MS,
        signal,
      });
      return answer.status === 200 ? { bytes: answer.body, etag: answer.etag } : undefined;
    },
    async fetchPart(sha256, bytesMax) {
      return (await call(`parts/${sha256}`, { bytesMax })).body;
    },
    async postStatus(status) {
      const { body } = await call("status", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(status),
        bytesMax: ANSWER_BYTES_MAX,
      });
      return readStatusAnswer(body);
    },
    async postTelemetry(batch, signal) {
      await call("telemetry", {
        method: "POST",
        headers: { "content-type": BATCH_MEDIA_TYPE, "content-encoding": "gzip" },
        body: batch,
        bytesMax: ANSWER_BYTES_MAX,
        ...(signal ? { signal } : {}),
      });
    },
    close: () => agent.destroy(),
  };
}

/** Undefined from a control plane that says nothing or something else: the heartbeat arrived all the same. */
function readStatusAnswer(body: Buffer): StatusAnswer | undefined {
  try {
    return statusAnswer.safeParse(JSON.parse(body.toString("utf8"))).data;
  } catch {
    return undefined; // the parser's only way to say that there is no JSON
  }
}

async function readToken({ token, tokenFile }: ControlPlaneAddress): Promise<string | undefined> {
  return tokenFile === undefined ? token : (await readFile(tokenFile, "utf8")).trim();
}

interface CallOptions {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string | Buffer;
  bytesMax: number;
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** The body unpacked, never more than `bytesMax` of it in memory, packed or not. */
async function readBody(answer: Dispatcher.ResponseData, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer.body) {
    length += chunk.length;
    if (length > bytesMax + PACKING_BYTES_MAX)
      throw new ControlPlaneError(`The answer is larger than ${bytesMax} bytes.`);
    chunks.push(chunk);
  }
  const packed = Buffer.concat(chunks);
  const limits = { maxOutputLength: Math.max(1, bytesMax) };
  if (answer.headers["content-encoding"] === "br") return promisify(brotliDecompress)(packed, limits);
  if (answer.headers["content-encoding"] === "gzip") return promisify(gunzip)(packed, limits);
  return packed;
}

function toControlPlaneError(error: unknown): never {
  if (error instanceof ControlPlaneError) throw error;
  throw new ControlPlaneError(error instanceof Error ? error.message || error.name : String(error));
}
