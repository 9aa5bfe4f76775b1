import type { ApiPart } from "@gatehouse/contract/snapshot.ts";
import { describe, expect, it } from "vitest";
import { counterKey } from "../../policies/counter-key.ts";
import { loadApi } from "../snapshot/load-api.ts";
import { cacheKeyOf, type KeyedExchange } from "./cache-key.ts";
import { readRequestFacts } from "./request-facts.ts";

const RULES = {
  stepId: "orders/v1/cache-lookup",
  variesByCaller: true,
  headers: [],
  queryParameters: undefined,
  honoursRequest: true,
  waitMs: 0,
};
const CALLER = { subscription: "s-1", application: "a", plan: "p", product: "p", counterKey: counterKey("s-1") };

describe("a key is the same", () => {
  it.each([
    ["for the same request", {}, {}],
    ["whatever headers nobody named", {}, { lines: ["x-a", "1"] }],
    ["for another subscription where callers are not told apart", { variesByCaller: false }, { caller: other("s-2") }],
    ["whatever parameters are left out", { queryParameters: ["a"] }, { query: "b=2&a=1" }],
    ["however a parameter's name is written", { queryParameters: ["a"] }, { query: "a=1&%62=2" }],
  ])("%s", (_, rules, request) => {
    expect(textOf(request, rules)).toBe(textOf({}, rules));
  });
});

describe("a key is another one", () => {
  it.each([
    ["for another path", {}, { path: "/orders/2" }],
    ["for a dot segment, which a backend may read in its own way", {}, { path: "/orders/./1" }],
    ["for another query", {}, { query: "a=2" }],
    ["with an empty query", {}, { query: "", hasQuery: true }],
    ["for another host", {}, { authority: "b.example" }],
    ["over TLS", {}, { isSecure: true }],
    ["for another subscription", {}, { caller: other("s-2") }],
    ["for nobody", {}, { caller: undefined }],
    ["with other credentials for the backend", {}, { lines: ["authorization", "Bearer a"] }],
    ["with claims of a token elsewhere", {}, { claims: { sub: "ada" } }],
    ["with a signature", {}, { lines: ["signature-input", 'sig=();keyid="a"'] }],
    ["for another revision", {}, { part: { revision: 2 } }],
    ["for another version", {}, { part: { id: "orders-v2" } }],
    ["under other policies", {}, { part: { documents: [documentWith("x-b")] } }],
    ["with a header that is named", { headers: ["x-a"] }, { lines: ["x-a", "1"] }],
    ["with that header empty", { headers: ["x-a"] }, { lines: ["x-a", ""] }],
    ["with a parameter that is named", { queryParameters: ["a"] }, { query: "a=2" }],
  ])("%s", (_, rules, request) => {
    expect(textOf(request, rules)).not.toBe(textOf({}, rules));
  });

  it("whatever a caller writes to look like another", () => {
    const texts = [
      textOf({ caller: undefined, path: '/subscription:"s-1"' }),
      textOf({ caller: other('s-1"authorization:'), path: "/" }),
      textOf({ lines: ["x-a", "1, 2"] }, { headers: ["x-a", "x-b"] }),
      textOf({ lines: ["x-a", "1", "x-b", "2"] }, { headers: ["x-a", "x-b"] }),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });
});

it("says whether nobody else can have it", () => {
  expect(keyOf({}).isPerCaller).toBe(true);
  expect(keyOf({ caller: undefined }).isPerCaller).toBe(false);
  expect(keyOf({}, { variesByCaller: false }).isPerCaller).toBe(false);
});

interface Request {
  path?: string;
  query?: string;
  hasQuery?: boolean;
  authority?: string;
  isSecure?: boolean;
  lines?: string[];
  caller?: KeyedExchange["caller"];
  claims?: Record<string, unknown>;
  part?: Partial<ApiPart["versions"][number]>;
}

function textOf(request: Request, rules: Partial<typeof RULES> | object = {}): string {
  return keyOf(request, rules).text;
}

function keyOf(request: Request, rules: object = {}) {
  const { path = "/orders/1", query = "a=1", authority = "a.example", isSecure = false, lines = [], part } = request;
  const [version] = loadApi(apiWith(part)).versions.values();
  const operation = version?.operations.find("GET", "/1");
  if (version === undefined || operation === undefined || !("pipelines" in operation)) throw new Error("no operation");
  const exchange: KeyedExchange = {
    operation,
    version,
    api: version.api,
    document: operation.pipelines.default,
    caller: "caller" in request ? request.caller : CALLER,
    claims: request.claims,
    path,
    query,
    hasQuery: request.hasQuery ?? query !== "",
    incoming: { isSecure, authority, clientCertificate: undefined },
    request: { lines },
  };
  return cacheKeyOf(exchange, { ...RULES, ...rules }, readRequestFacts(lines));
}

function other(subscription: string) {
  return { ...CALLER, subscription };
}

function documentWith(header: string) {
  const config = { name: header, value: "1" };
  const step = { policy: "set-header", config, id: "orders/v1/set-header", scope: "api" };
  return { inbound: [step], backend: [], outbound: [], onError: [] };
}

function apiWith(part: Request["part"]): ApiPart {
  const timeouts = { connectMs: 1, firstByteMs: 1, idleMs: 1, totalMs: 1 };
  const targets = [{ url: "http://127.0.0.1:9", weight: 1 }];
  return {
    id: "orders",
    slug: "orders",
    name: "Orders",
    workspace: "payments",
    hosts: [],
    basePath: "/orders",
    versioning: { scheme: "none" },
    credentials: { apiKey: { headers: ["x-api-key"], query: [] } },
    values: {},
    versions: [
      {
        id: "orders-v1",
        name: "v1",
        isDefault: true,
        revision: 1,
        operations: [],
        anyPath: true,
        backend: { id: "b", name: "b", targets, loadBalancing: "round-robin", timeouts },
        documents: [documentWith("x-a")],
        policies: { default: 0, products: {} },
        ...part,
      },
    ],
  };
}
