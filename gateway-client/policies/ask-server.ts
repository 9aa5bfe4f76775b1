import { z } from "zod";
import { HeldBody } from "./held-body.ts";

const BYTES_MAX = 1024 * 1024;

/** A host with its port where it is not the scheme's own: what `URL.host` gives. */
export const hostPattern = z
  .string()
  .max(300)
  .regex(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?$/, "is not a host such as api.example.com or localhost:8443")
  .transform((text) => text.toLowerCase());

export interface ServerQuestion {
  readonly method: string;
  readonly headers: [string, string][];
  readonly body: string | undefined;
  readonly timeoutMs: number;
}

/** What later policies see of it. */
export interface ServerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The value of JSON, the text of anything else. */
  readonly body: unknown;
}

/**
 * One request of the gateway's own: bounded in time and size, without redirects, which would lead to servers that nobody named.
 *
 * @throws when there is no whole answer
 */
export async function askServer(url: URL, { method, headers, body, timeoutMs }: ServerQuestion): Promise<ServerAnswer> {
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > BYTES_MAX) throw new Error(`${url.host} answers with more than ${BYTES_MAX} bytes`);
    parts.push(part);
  }
  const held = new HeldBody(Buffer.concat(parts), response.headers.get("content-type") ?? undefined);
  return { status: response.status, headers: Object.fromEntries(response.headers), body: held.value };
}
