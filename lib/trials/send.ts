import { readCatalogApi } from "../catalog/portal.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { callUrl } from "../reference/call-url.ts";
import type { TrialInput } from "./input.ts";
import { answeredHeaders, trialHeaders, trialUrl } from "./trial.ts";
import type { TrialView } from "./view.ts";

const TIMEOUT_MS = 30_000;
const BODY_BYTES_MAX = 1024 * 1024;

/**
 * Sends a call for a reader of the portal, whose browser may not call the gateway itself. It reaches only the gateways of this
 * installation, at APIs that the reader may see; the key is the reader's own and is kept nowhere.
 */
export async function sendTrial(ctx: Context, input: TrialInput): Promise<TrialView> {
  const api = await readCatalogApi(ctx, input.workspace, input.api);
  const [gateway] = api.gatewayUrls;
  const isServed = api.versions.some(({ name }) => name === input.version);
  if (gateway === undefined || !isServed) throw new Problem("not-found");
  const url = trialUrl(callUrl(gateway, api, input.version), input.path);
  const startedAt = performance.now();
  const response = await reach(url, input);
  const { body, bytes, isCut } = await readBounded(response);
  return {
    url: url.href,
    status: response.status,
    statusText: response.statusText,
    headers: answeredHeaders(response.headers),
    body: body.toString("base64"),
    isCut,
    bytes,
    durationMs: Math.round(performance.now() - startedAt),
    requestId: response.headers.get("x-request-id"),
  };
}

async function reach(url: URL, { method, headers, body }: TrialInput): Promise<Response> {
  const takesBody = body !== null && method !== "GET" && method !== "HEAD";
  try {
    return await fetch(url, {
      method,
      headers: trialHeaders(headers),
      ...(takesBody ? { body: Buffer.from(body, "base64") } : {}),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    // the gateway is away or too slow: no fault of ours that a log should tell
    throw new Problem("unavailable", "The gateway did not answer.");
  }
}

/** As much as is shown; the rest is left on the way. A body that breaks off is shown as far as it came. */
async function readBounded(response: Response): Promise<{ body: Buffer; bytes: number; isCut: boolean }> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let isCut = false;
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      isCut = bytes > BODY_BYTES_MAX;
      if (isCut) break;
    }
  } catch {
    // the time was over, or the gateway broke off
    isCut = true;
  }
  return { body: Buffer.concat(chunks).subarray(0, BODY_BYTES_MAX), bytes, isCut };
}
