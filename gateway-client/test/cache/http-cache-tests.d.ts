declare module "http-cache-tests/tests/index.mjs" {
  interface CacheTest {
    readonly id: string;
    /** Left out for what is required. */
    readonly kind?: "required" | "optimal" | "check";
    readonly depends_on?: readonly string[];
  }
  const suites: { readonly tests: readonly CacheTest[] }[];
  export default suites;
}

declare module "http-cache-tests/client/runner.mjs" {
  export function runTests(
    suites: unknown,
    fetch: (url: string, init: RequestInit) => Promise<unknown>,
    useBrowserCache: boolean,
    base: string,
    chunkSize?: number,
  ): Promise<void>;
  /** By id: true, or the kind of failure and what it was. */
  export function getResults(): Record<string, true | readonly [string, string]>;
}

declare module "http-cache-tests/server/handle-*" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  export default function handle(pathSegments: string[], request: IncomingMessage, response: ServerResponse): void;
}
