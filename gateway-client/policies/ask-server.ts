import { Problem } from "@gatehouse/contract/problem.ts";
import { z } from "zod";
import { PolicyError } from "./define.ts";
import { HeldBody } from "./held-body.ts";

/** Hosts that one address may lead to. */
export const HOSTS_MAX = 50;
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

/**
 * Where an address may lead: only hosts that the publisher named, so that no expression leads a gateway to wherever a caller wants.
 *
 * @param fixed the address where it holds no expression
 * @throws PolicyError below `pointer`
 */
export function hostsFor(
  fixed: string | undefined,
  named: readonly string[],
  pointer: string,
  member = "url",
): ReadonlySet<string> {
  if (fixed !== undefined) {
    const url = URL.parse(fixed);
    if (url === null || !/^https?:$/.test(url.protocol))
      throw new PolicyError("is not an http or https address", `${pointer}/${member}`);
    return new Set([url.host]);
  }
  if (named.length === 0)
    throw new PolicyError("is needed where the address holds an expression", `${pointer}/allowed-hosts`);
  return new Set(named);
}

/** @throws Problem `policy-failed` for an address that leads elsewhere */
export function addressAmong(hosts: ReadonlySet<string>, text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || !hosts.has(url.host)) {
    throw new Problem("policy-failed", "The address of a request of the gateway's own is not among the allowed hosts.");
  }
  return url;
}
