const BYTES_MAX = 1024 * 1024;

export interface JsonRequest {
  readonly method?: "GET" | "POST";
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/**
 * A JSON document from a server that the publisher named: bounded in time and size, without redirects, which would lead to
 * servers that nobody named. Throws with a reason.
 */
export async function fetchJson(
  url: string,
  { method = "GET", headers, body, timeoutMs }: JsonRequest,
): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { accept: "application/json", ...headers },
    ...(body === undefined ? {} : { body }),
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${url} answers with the status ${response.status}`);
  }
  return JSON.parse(await readText(response, url));
}

async function readText(response: Response, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > BYTES_MAX) throw new Error(`${url} answers with more than ${BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
