import type { AnswerTap } from "../exchange/answer-tap.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { findHeader } from "../exchange/header-list.ts";
import type { AnswerCache } from "./answer-cache.ts";

/** RFC 9110, 9.2.1. */
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/**
 * Where the call may change something: its success makes the cache forget what it has for its URL, and for the ones that the
 * answer names, as far as they are the same API's (RFC 9111, 4.4).
 */
export function watchForInvalidation(cache: AnswerCache, exchange: GatewayExchange): void {
  if (SAFE_METHODS.has(exchange.method) && SAFE_METHODS.has(exchange.otherMethod ?? "GET")) return;
  exchange.answerTap = new Invalidation(cache, exchange);
}

class Invalidation implements AnswerTap {
  readonly #cache: AnswerCache;
  readonly #exchange: GatewayExchange;

  constructor(cache: AnswerCache, exchange: GatewayExchange) {
    this.#cache = cache;
    this.#exchange = exchange;
  }

  head(status: number, headerLines: readonly string[]): undefined {
    if (status < 200 || status >= 400) return undefined;
    const { api, path } = this.#exchange;
    const paths = new Set([path]);
    for (const name of ["location", "content-location"]) {
      const value = findHeader(headerLines, name);
      if (value !== undefined) for (const named of pathsOf(this.#exchange, value)) paths.add(named);
    }
    for (const each of paths) this.#cache.invalidate(api.id, each);
    return undefined;
  }

  store(): void {}
  started(): void {}
  data(): void {}
  end(): void {}

  failed(): boolean {
    return false;
  }
}

/**
 * The paths that a reference of the backend can mean to callers: as it stands, for a backend that knows where it is published, and
 * below the API's base path, for one that knows its own paths only. Those of another origin are not meant.
 */
function pathsOf(exchange: GatewayExchange, reference: string): string[] {
  const { incoming, path, belowAt, version } = exchange;
  const scheme = incoming.isSecure ? "https" : "http";
  const own = URL.parse(reference, `${scheme}://${incoming.authority || "localhost"}${path}`);
  if (own === null) return [];
  const paths = own.host === incoming.authority ? [own.pathname] : [];
  const base = path.slice(0, belowAt);
  for (const { origin, pathPrefix } of version.backend.targets) {
    const asked = URL.parse(reference, `${origin}${pathPrefix}${path.slice(belowAt)}`);
    if (asked?.origin !== new URL(origin).origin || !asked.pathname.startsWith(pathPrefix)) continue;
    paths.push(base + asked.pathname.slice(pathPrefix.length));
  }
  return paths;
}
