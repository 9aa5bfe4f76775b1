import type { Handler, Section } from "./define.ts";
import type { Exchange, HeaderLines } from "./exchange.ts";
import type { Limit, Take } from "./limiter.ts";
import { policyRegistry } from "./registry.ts";

/** What a test says of a request; all else has a plain value. */
export interface TestRequest {
  method?: string;
  path?: string;
  query?: string;
  headers?: Record<string, string>;
  clientAddress?: string;
  caller?: Exchange["caller"];
  parameters?: Record<string, string>;
  response?: { status: number; headers: Record<string, string> };
  take?: Take;
}

/** An exchange that remembers what a policy did to it. */
export interface TestExchange extends Exchange {
  readonly answerHeaders: Record<string, string>;
  readonly varied: string[];
  readonly target: string | undefined;
  readonly timeouts: Record<string, number>;
  readonly taken: { key: unknown; limits: readonly Limit[] }[];
}

/** Compiles a policy by its name, as the loader does. */
export function compilePolicy(name: string, config: unknown, section: Section = "inbound"): Handler {
  const policy = policyRegistry.get(name);
  if (policy === undefined) throw new RangeError(`there is no policy ${name}`);
  return policy.prepare(config, { id: `test/${name}`, scope: "api", section }).handle;
}

export function testExchange(request: TestRequest = {}): TestExchange {
  const answerHeaders: Record<string, string> = {};
  const varied: string[] = [];
  const timeouts: Record<string, number> = {};
  const taken: TestExchange["taken"] = [];
  let target: string | undefined;
  return {
    method: request.method ?? "GET",
    path: request.path ?? "/orders/42",
    query: request.query ?? "",
    requestId: "request-1",
    clientAddress: request.clientAddress ?? "192.0.2.1",
    receivedAtMs: 1_800_000_000_000,
    api: { id: "orders", slug: "orders", name: "Orders" },
    version: { id: "orders-v1", name: "v1" },
    operation: { id: "getOrder", template: "/orders/{id}" },
    caller: request.caller,
    request: headerLines(request.headers),
    response: request.response && { status: request.response.status, headers: headerLines(request.response.headers) },
    error: undefined,
    limiter: {
      take(key, limits) {
        taken.push({ key, limits });
        const [limit = { calls: 0, periodMs: 0 }] = limits;
        return request.take ?? { isAllowed: true, limit, remaining: 1, resetMs: 1_000 };
      },
    },
    rewriteTarget: (pathAndQuery) => {
      target = pathAndQuery;
    },
    pathParameter: (name) => request.parameters?.[name],
    setAnswerHeader: (name, value) => {
      answerHeaders[name] = value;
    },
    addVary: (name) => varied.push(name),
    setForwardTimeouts: (changed) => Object.assign(timeouts, changed),
    answerHeaders,
    varied,
    timeouts,
    taken,
    get target() {
      return target;
    },
  };
}

function headerLines(headers: Record<string, string> = {}): HeaderLines {
  let lines = Object.entries(headers);
  const others = (name: string) => lines.filter(([other]) => other !== name);
  return {
    get: (name) => lines.find(([other]) => other === name)?.[1],
    getAll: (name) => lines.filter(([other]) => other === name).map(([, value]) => value),
    set: (name, value) => {
      lines = [...others(name), [name, value]];
    },
    append: (name, value) => {
      lines.push([name, value]);
    },
    delete: (name) => {
      lines = others(name);
    },
  };
}
