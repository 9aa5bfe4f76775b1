import { Agent, type IncomingHttpHeaders, request } from "node:http";

export interface Called {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export interface CallOptions {
  readonly method?: string;
  /** Name and value in turn, or by name. */
  readonly headers?: Record<string, string> | readonly string[];
  readonly body?: string | undefined;
  readonly signal?: AbortSignal;
}

const agent = new Agent({ keepAlive: true });

/** A call as it stands: `fetch` adds directives for caches of its own. */
export function call(url: string, { method = "GET", headers = {}, body, signal }: CallOptions = {}): Promise<Called> {
  const lines = Array.isArray(headers) ? [...headers] : Object.entries(headers).flat();
  lines.push("host", new URL(url).host);
  if (body !== undefined) lines.push("content-length", String(Buffer.byteLength(body)));
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: lines, agent, ...(signal && { signal }) }, async (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const { statusCode: status = 0, headers: received, rawHeaders } = answer;
        resolve({ status, headers: received, rawHeaders, body: Buffer.concat(chunks).toString() });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
