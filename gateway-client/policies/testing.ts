import type { LookupRules, StoreRules } from "./answer-rules.ts";
import type { Concurrency } from "./concurrency.ts";
import type { Answer, Handler, Section } from "./define.ts";
import type { DescribedOperation } from "./description/described-operation.ts";
import type { Ended, Exchange, HeaderLines, RetryPlan, WayThere } from "./exchange.ts";
import { HeldBody } from "./held-body.ts";
import type { Limit, LocalLimiter, Quota, Take } from "./limiter.ts";
import { preparePolicy } from "./registry.ts";
import type { LogSink, MetricChange } from "./reports.ts";
import { ValueStore } from "./value-store.ts";

/** What a test says of a request; all else has a plain value. */
export interface TestRequest {
  method?: string;
  path?: string;
  query?: string;
  headers?: Record<string, string>;
  clientAddress?: string;
  caller?: Exchange["caller"];
  parameters?: Record<string, string>;
  response?: { status: number; headers?: Record<string, string>; body?: string };
  body?: string;
  variables?: Record<string, unknown>;
  values?: ValueStore;
  concurrency?: Concurrency;
  description?: DescribedOperation;
  take?: Take;
  quotaTake?: { isAllowed: boolean; resetMs: number };
}

/** An exchange that remembers what a policy did to it. */
export interface TestExchange extends Exchange {
  readonly counted: MetricChange[];
  readonly logged: { sink: LogSink; fields: Readonly<Record<string, unknown>> }[];
  readonly answerHeaders: Record<string, string>;
  readonly varied: string[];
  readonly target: string | undefined;
  readonly timeouts: Record<string, number>;
  readonly bodyBytesMax: number | undefined;
  readonly sentMethod: string | undefined;
  readonly sentQuery: string | undefined;
  readonly retry: RetryPlan | undefined;
  readonly redirectsMax: number;
  /** The name or address of the backend that was chosen. */
  readonly backend: string | undefined;
  readonly wayThere: WayThere;
  readonly backendAnswer: Answer | undefined;
  readonly lookedUp: LookupRules[];
  readonly stored: StoreRules[];
  /** Ends the exchange, as the gateway does. */
  end(ended?: Partial<Ended>): void;
  readonly taken: { key: unknown; limits: readonly Limit[]; count?: number; added?: number }[];
  /** Clients that a policy found. */
  readonly identified: { issuer: string; client: string }[];
  readonly quotaTaken: { key: unknown; quota: Quota; bytes?: number }[];
}

/** Compiles a policy by its name, as the loader does. */
export function compilePolicy(name: string, config: unknown, section: Section = "inbound"): Handler {
  return preparePolicy(name, config, { id: `test/${name}`, scope: "api", section }).handle;
}

export function testExchange(request: TestRequest = {}): TestExchange {
  const counted: MetricChange[] = [];
  const logged: TestExchange["logged"] = [];
  const answerHeaders: Record<string, string> = {};
  const varied: string[] = [];
  const timeouts: Record<string, number> = {};
  const taken: TestExchange["taken"] = [];
  const quotaTaken: TestExchange["quotaTaken"] = [];
  const lookedUp: LookupRules[] = [];
  const stored: StoreRules[] = [];
  const endCallbacks: ((ended: Ended) => void)[] = [];
  let target: string | undefined;
  let bodyBytesMax: number | undefined;
  let sentMethod: string | undefined;
  let sentQuery: string | undefined;
  let retry: RetryPlan | undefined;
  let redirectsMax = 0;
  let backend: string | undefined;
  let wayThere: WayThere = {};
  let backendAnswer: Answer | undefined;
  const identified: TestExchange["identified"] = [];
  const limiter: LocalLimiter = {
    take(key, limits, _nowMs, count) {
      taken.push(count === undefined ? { key, limits } : { key, limits, count });
      const [limit = { calls: 0, periodMs: 0 }] = limits;
      return request.take ?? { isAllowed: true, limit, remaining: 1, resetMs: 1_000 };
    },
    add: (key, limits, _nowMs, count) => taken.push({ key, limits, added: count }),
  };
  return {
    method: request.method ?? "GET",
    path: request.path ?? "/orders/42",
    query: request.query ?? "",
    requestId: "request-1",
    clientAddress: request.clientAddress ?? "192.0.2.1",
    isSecure: false,
    callerCertificate: undefined,
    receivedAtMs: 1_800_000_000_000,
    api: { id: "orders", slug: "orders", name: "Orders", credentialHeaders: ["x-api-key"] },
    version: { id: "orders-v1", name: "v1" },
    operation: { id: "getOrder", template: "/orders/{id}", description: request.description },
    caller: request.caller,
    request: headerLines(request.headers),
    plan: request.caller && { id: "plan-1", slug: "free", name: "Free", productSlug: "starter" },
    claims: undefined,
    variables: new Map(Object.entries(request.variables ?? {})),
    requestBody: request.body === undefined ? undefined : heldBody(request.body, request.headers),
    responseBody:
      request.response?.body === undefined ? undefined : heldBody(request.response.body, request.response.headers),
    contentLength: request.body?.length ?? 0,
    holdRequestBody: () => undefined,
    boundRequestBody: (bytesMax) => {
      bodyBytesMax = bytesMax;
    },
    setMethod: (method) => {
      sentMethod = method;
    },
    setQuery: (query) => {
      sentQuery = query;
    },
    concurrency: request.concurrency ?? { enter: () => true, leave: () => undefined, untilLeft: async () => undefined },
    isOver: false,
    trace: undefined,
    reports: { count: (change) => counted.push(change), log: (sink, fields) => logged.push({ sink, fields }) },
    counted,
    logged,
    values: request.values ?? new ValueStore(),
    setRetry: (plan) => {
      retry = plan;
    },
    followRedirects: (countMax) => {
      redirectsMax = countMax;
    },
    setBackend: (to) => {
      backend = String(to);
    },
    setWayThere: (way) => {
      wayThere = { ...wayThere, ...way };
    },
    answerForBackend: (answer) => {
      backendAnswer = answer;
    },
    lookUpAnswer: (rules) => {
      lookedUp.push(rules);
      return undefined;
    },
    storeAnswer: (rules) => {
      stored.push(rules);
    },
    lookedUp,
    stored,
    onEnd: (callback) => endCallbacks.push(callback),
    response: request.response && { status: request.response.status, headers: headerLines(request.response.headers) },
    error: undefined,
    limiter,
    identify: (issuer, client) => {
      identified.push({ issuer, client });
      return undefined;
    },
    identified,
    attempts: limiter,
    quotas: {
      take: (key, quota) => {
        quotaTaken.push({ key, quota });
        return { isAllowed: true, resetMs: 1_000, used: 0, ...request.quotaTake };
      },
      addBytes: (key, quota, bytes) => quotaTaken.push({ key, quota, bytes }),
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
    quotaTaken,
    get target() {
      return target;
    },
    get bodyBytesMax() {
      return bodyBytesMax;
    },
    get sentMethod() {
      return sentMethod;
    },
    get retry() {
      return retry;
    },
    get backend() {
      return backend;
    },
    get wayThere() {
      return wayThere;
    },
    get backendAnswer() {
      return backendAnswer;
    },
    get redirectsMax() {
      return redirectsMax;
    },
    get sentQuery() {
      return sentQuery;
    },
    end: (ended) => {
      for (const callback of endCallbacks.splice(0)) {
        callback({ status: 200, bytesIn: 0, bytesOut: 0, durationMs: 1, ...ended });
      }
    },
  };
}

function heldBody(text: string, headers: Record<string, string> = {}): HeldBody {
  return new HeldBody(Buffer.from(text), headers["content-type"]);
}

function headerLines(headers: Record<string, string> = {}): HeaderLines {
  let lines = Object.entries(headers);
  const others = (name: string) => lines.filter(([other]) => other !== name);
  return {
    get: (name) => lines.find(([other]) => other === name)?.[1],
    getAll: (name) => lines.filter(([other]) => other === name).map(([, value]) => value),
    names: () => [...new Set(lines.map(([name]) => name))],
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
