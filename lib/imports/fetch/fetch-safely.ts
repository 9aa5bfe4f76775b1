import { type LookupAddress, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, fetch, type Response } from "undici";
import { DescriptionError } from "../description.ts";
import { isPublicAddress, literalAddress } from "./address.ts";
import type { AllowedHosts } from "./allowed-hosts.ts";

const REDIRECTS_MAX = 5;

export interface FetchBounds {
  bytesMax: number;
  timeoutMs: number;
  /** Ends the fetch from outside. */
  signal?: AbortSignal | undefined;
  /** How names become addresses; the system's resolver unless a test says otherwise. */
  resolve?: (name: string) => Promise<LookupAddress[]>;
}

/**
 * Fetches a document from an address that a person gave, without letting them reach what only this server can: http and https
 * only; names are resolved once and the connection goes to the address that was checked; private and special addresses are
 * refused unless the host is allowed by name; every redirect is checked anew; no credentials are sent.
 *
 * @throws DescriptionError `url-not-allowed` or `fetch-failed`, with a reason.
 */
export async function fetchSafely(address: string, allowed: AllowedHosts, bounds: FetchBounds): Promise<Uint8Array> {
  const deadline = AbortSignal.timeout(bounds.timeoutMs);
  const signal = bounds.signal ? AbortSignal.any([deadline, bounds.signal]) : deadline;
  let url = checkedUrl(address, allowed);
  for (let redirects = 0; ; redirects++) {
    const agent = new Agent({ connect: { lookup: checkedLookup(url, allowed, bounds.resolve ?? resolveName) } });
    try {
      const response = await fetch(url, {
        dispatcher: agent,
        redirect: "manual",
        signal,
        headers: {
          accept: "application/json, application/yaml, text/yaml;q=0.9, */*;q=0.1",
          "user-agent": "gatehouse-import",
        },
      });
      const next = redirectTarget(response, url);
      if (!next) return await readBounded(response, bounds.bytesMax);
      if (redirects >= REDIRECTS_MAX)
        throw new DescriptionError("fetch-failed", `It redirects more than ${REDIRECTS_MAX} times.`);
      url = checkedUrl(next, allowed);
    } catch (error) {
      throw refusalOf(error, url, deadline.aborted ? bounds.timeoutMs : undefined);
    } finally {
      // a connection to a stranger is not worth keeping
      await agent.destroy();
    }
  }
}

function checkedUrl(address: string, allowed: AllowedHosts): URL {
  if (!URL.canParse(address)) throw notAllowed("It is not an absolute address.");
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw notAllowed("Only http and https can be fetched.");
  if (url.username !== "" || url.password !== "") throw notAllowed("The address must not hold credentials.");
  const literal = literalAddress(url.hostname);
  if (literal !== undefined && !isPublicAddress(literal) && !allowed.has(url)) throw privateAddress(url, literal);
  return url;
}

function checkedLookup(
  url: URL,
  allowed: AllowedHosts,
  resolve: (name: string) => Promise<LookupAddress[]>,
): LookupFunction {
  return (name, options, callback) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses;
        const inside = allowed.has(url) ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
        if (inside) callback(privateAddress(url, inside.address), "", 0);
        else if (!first) callback(new Error(`${name} has no address`), "", 0);
        else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}

function resolveName(name: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(name, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}

function redirectTarget(response: Response, from: URL): string | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  const location = response.headers.get("location");
  if (location === null || !URL.canParse(location, from)) {
    throw new DescriptionError("fetch-failed", "It redirects without saying where to.");
  }
  return new URL(location, from).href;
}

async function readBounded(response: Response, bytesMax: number): Promise<Uint8Array> {
  if (!response.ok) throw new DescriptionError("fetch-failed", `The server answered ${response.status}.`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    // counted after decompression, so that a small body cannot unfold without end
    if (bytes > bytesMax) throw new DescriptionError("fetch-failed", `It is larger than ${bytesMax} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refusalOf(error: unknown, url: URL, timeoutMs: number | undefined): unknown {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof DescriptionError) return cause;
  if (timeoutMs !== undefined) {
    return new DescriptionError("fetch-failed", `${url.host} did not answer within ${timeoutMs / 1000} seconds.`);
  }
  const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new DescriptionError("fetch-failed", `${url.host} could not be reached: ${reason.slice(0, 200)}.`);
}

function notAllowed(detail: string): DescriptionError {
  return new DescriptionError("url-not-allowed", detail);
}

/** Says which name, not always which address: what an inner name resolves to is nobody's business. */
function privateAddress(url: URL, address: string): DescriptionError {
  const what = literalAddress(url.hostname) ? address : url.hostname;
  return notAllowed(
    `${what} is not on the public internet. An operator can allow it by GATEHOUSE_IMPORT_ALLOWED_HOSTS.`,
  );
}
