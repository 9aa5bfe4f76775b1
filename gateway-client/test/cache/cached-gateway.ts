import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { PolicyStep } from "@gatehouse/contract/snapshot.ts";
import type { TrafficServerOptions } from "../../src/http/traffic-server.ts";
import { loadSnapshot } from "../../src/snapshot/load.ts";
import { createFigures, type ThreadFigures } from "../../src/telemetry/thread-figures.ts";
import { type RunningGateway, runGateway } from "../traffic/running-gateway.ts";
import { runBackend, type SampleBackend } from "../traffic/sample-backend.ts";
import { API_KEY, type SampleOptions, sampleParts, step } from "../traffic/sample-parts.ts";
import { type Called, type CallOptions, call } from "./call.ts";

/** Opens the API too, as another subscription of the same plan. */
export const OTHER_KEY = "a-key-of-another-subscription";

export interface CachedGateway extends AsyncDisposable {
  readonly gateway: RunningGateway;
  readonly backend: SampleBackend;
  readonly figures: ThreadFigures;
  /** Moves the gateway's clock on. */
  pass(ms: number): void;
  /** Serves the next snapshot: other parts, or another revision. */
  serve(changes: { revision?: number; settings?: unknown }): void;
  /** Calls below the API's base path with the sample key. */
  get(path: string, headers?: Record<string, string>, options?: CallOptions): Promise<Called>;
}

export interface CachedOptions {
  readonly lookup?: Record<string, unknown>;
  readonly store?: Record<string, unknown>;
  readonly before?: PolicyStep[];
  readonly after?: PolicyStep[];
  readonly inbound?: PolicyStep[];
  readonly parts?: Partial<SampleOptions>;
  readonly bytesMax?: number;
  readonly server?: Partial<TrafficServerOptions>;
}

/** A gateway with a cache before a backend, and a clock that the test moves. */
export async function runCached(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
  options: CachedOptions = {},
): Promise<CachedGateway> {
  let count = 0;
  let nowMs = Math.floor(Date.now() / 1000) * 1000;
  const backend = await runBackend((request, response) => {
    // The gateway's clock: a date by another one would make answers look older or newer than they are.
    response.setHeader("date", new Date(nowMs).toUTCString());
    answer(request, response, ++count);
  });
  const figures = createFigures();
  const { lookup = {}, store = {}, before = [], after = [], inbound = [] } = options;
  const document = {
    inbound: [step("cache-lookup", lookup), ...inbound],
    outbound: [...before, step("cache-store", store), ...after],
  };
  const partsOf = (revision = 1) => {
    const parts = sampleParts({ backendUrl: backend.url, document, version: { revision }, ...options.parts });
    return withOtherKey(parts);
  };
  const gateway = await runGateway(partsOf(), {
    cache: { bytesMax: options.bytesMax ?? 1024 * 1024, figures },
    now: () => nowMs,
    ...options.server,
  });
  return {
    gateway,
    backend,
    figures,
    pass: (ms) => {
      nowMs += ms;
    },
    serve: ({ revision, settings }) => {
      const parts = partsOf(revision);
      if (settings !== undefined) parts.set("settings", settings);
      gateway.holder.current = loadSnapshot(parts);
    },
    get: (path, headers = {}, more = {}) =>
      call(`${gateway.url}/orders${path}`, { headers: { "x-api-key": API_KEY, ...headers }, ...more }),
    [Symbol.asyncDispose]: async () => {
      await gateway.close(0);
      await backend[Symbol.asyncDispose]();
    },
  };
}

/** Answers with a number that grows from call to call, under the given header. */
export function numbered(headers: Record<string, string>) {
  return (_: IncomingMessage, response: ServerResponse, count: number): void => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end(`answer ${count}`);
  };
}

function withOtherKey(parts: Map<string, unknown>): Map<string, unknown> {
  const hash = createHash("sha256").update(OTHER_KEY).digest("hex");
  const other = { plan: "plan-free", application: "app-2", state: "active", endsAt: null };
  parts.set("subscriptions/ff", { subscriptions: { "ff9f4a52-6a4f-4b41-9d40-2f5a3f6d3c11": other } });
  return parts.set(`keys/${hash.slice(0, 2)}`, { keys: { [hash]: ["ff9f4a52-6a4f-4b41-9d40-2f5a3f6d3c11", 0] } });
}
