import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Sent } from "./batch-queue.ts";

export interface PostOptions {
  url: string;
  headers: Record<string, string>;
  timeoutMs: number;
  /** Told of every failure, and `undefined` when batches are taken again. */
  onFault(fault: unknown): void;
}

/** Statuses after which the same batch may be taken later (OTLP/HTTP, "Failures"). */
const PASSING = new Set([429, 502, 503, 504]);
/** Less than this is not worth packing. */
const GZIP_BYTES_MIN = 1024;

/** Sends one batch to another server. Its answer says whether to send it again; faults of the network always do. */
export async function postBatch(
  { url, headers, timeoutMs, onFault }: PostOptions,
  contentType: string,
  body: Uint8Array,
  signal: AbortSignal,
): Promise<Sent> {
  const isPacked = body.length >= GZIP_BYTES_MIN;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": contentType, ...(isPacked ? { "content-encoding": "gzip" } : {}) },
      body: Uint8Array.from(isPacked ? await promisify(gzip)(body) : body),
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    onFault(response.ok ? undefined : new Error(`${new URL(url).origin} answered ${response.status}`));
    if (response.ok) return "taken";
    return PASSING.has(response.status) ? { retryAfterMs: retryAfterMs(response.headers) } : "refused";
  } catch (fault) {
    onFault(fault); // the network's side of it: nothing is lost by trying again
    return { retryAfterMs: undefined };
  }
}

function retryAfterMs(headers: Headers): number | undefined {
  const text = headers.get("retry-after");
  return text !== null && /^\d{1,5}$/.test(text) ? Number(text) * 1000 : undefined;
}
