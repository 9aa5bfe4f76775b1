import { describe, expect, it } from "vitest";
import { loadSnapshot } from "../../src/snapshot/load.ts";
import { answerTo, withKey } from "./answer-to.ts";
import { runGateway } from "./running-gateway.ts";
import { runBackend } from "./sample-backend.ts";
import { sampleParts, sampleVersion, step } from "./sample-parts.ts";

describe("routing", () => {
  it("answers 404 and 405 as problems, the latter with Allow", async () => {
    const operations = [{ id: "list", method: "GET", template: "/" }];
    const version = { anyPath: false, operations };
    expect((await answerTo({ version }, withKey, "/nowhere")).code).toBe("operation-not-found");
    const { response, code, calls } = await answerTo({ version }, { ...withKey, method: "DELETE" }, "/orders/");
    expect([response.status, code, response.headers.get("allow")]).toEqual([
      405,
      "operation-method-not-allowed",
      "GET, HEAD",
    ]);
    expect(calls).toMatchObject([{ version: null, operation: null, subscription: null, status: 405 }]);
  });

  it("sends path and query on byte for byte", async () => {
    const { backend } = await answerTo({}, withKey, "/orders/a%2Fb/%E2%9C%93//x;y=1/?q=%20+&&z");
    expect(backend.requests[0]?.url).toBe("/a%2Fb/%E2%9C%93//x;y=1/?q=%20+&&z");
  });

  it("puts the backend's own path before it", async () => {
    await using backend = await runBackend();
    const parts = sampleParts({ backendUrl: `${backend.url}/base/`, api: { versioning: { scheme: "path" } } });
    await using gateway = await runGateway(parts);
    for (const path of ["/orders/v1/42?a", "/orders/v1", "/orders/v1?", "/orders"])
      await fetch(gateway.url + path, withKey);
    expect(backend.requests.map(({ url }) => url)).toEqual(["/base/42?a", "/base", "/base?", "/base"]);
  });

  it("answers 503 as long as there is no snapshot", async () => {
    await using gateway = await runGateway(sampleParts());
    gateway.holder.current = undefined;
    const response = await fetch(gateway.url);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
  });

  it("serves each exchange on the snapshot that it began on", async () => {
    await using backend = await runBackend((_, response) => {
      response.write("1");
      waiting = () => response.end("2");
    });
    let waiting = () => {};
    const parts = sampleParts({ backendUrl: backend.url });
    await using gateway = await runGateway(parts);
    const response = await fetch(`${gateway.url}/orders/1`, withKey);
    gateway.holder.current = loadSnapshot(new Map(parts).set("keys/00", { keys: {} }).set("plans", { plans: {} }));
    expect((await fetch(`${gateway.url}/orders/1`, withKey)).status).toBe(403);
    waiting();
    expect(await response.text()).toBe("12");
  });
});

describe("policies in the frame", () => {
  const preflight = { origin: "https://app.test", "access-control-request-method": "GET" };
  const cors = step("cors", { "allowed-origins": ["https://app.test"], "allowed-headers": ["x-api-key"] });

  it("answer a preflight request before a key is asked for, and let pages read refusals", async () => {
    const version = { anyPath: false, operations: [{ id: "get", method: "GET", template: "/{id}" }] };
    const options = {
      version: { ...version, documents: [document([step("ip-filter", { forbid: ["10.0.0.1"] }), cors])] },
    };
    const asked = await answerTo(options, { method: "OPTIONS", headers: preflight });
    expect([asked.response.status, asked.response.headers.get("access-control-allow-methods")]).toEqual([204, "GET"]);
    const refused = await answerTo(options, { headers: { origin: "https://app.test" } });
    expect([refused.response.status, refused.response.headers.get("access-control-allow-origin")]).toEqual([
      401,
      "https://app.test",
    ]);
    expect(refused.response.headers.get("vary")).toBe("origin");
    expect((await answerTo(options, { method: "OPTIONS" })).response.status).toBe(405);
  });

  it("run phase by phase: access before the key, limits before transformation", async () => {
    const inbound = [
      step("return-response", { status: 299 }),
      step("rate-limit", { calls: 1, "renewal-period": "60s" }),
    ];
    await using gateway = await runGateway(sampleParts({ document: { inbound } }));
    expect((await fetch(`${gateway.url}/orders`)).status).toBe(401);
    expect((await fetch(`${gateway.url}/orders`, withKey)).status).toBe(299);
    const limited = await fetch(`${gateway.url}/orders`, withKey);
    expect(limited.status).toBe(429);
    expect(limited.headers.get("ratelimit")).toMatch(/^"policy";r=0;t=\d+$/);
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("change the request, the answer, the target and errors", async () => {
    const inbound = [
      step("set-header", { name: "x-in", value: ["1", "2"] }),
      step("set-header", { name: "x-forwarded-for", action: "delete" }, "no-address"),
      step("rewrite-uri", { template: "/v2/items?fixed=1" }),
    ];
    const outbound = [
      step("set-header", { name: "x-out", value: "1" }, "out"),
      step("set-header", { name: "content-type", action: "delete" }, "d"),
    ];
    const onError = [step("set-header", { name: "x-error", value: "1" }, "error")];
    const options = { document: { inbound, outbound, onError } };
    const good = await answerTo(options, withKey, "/orders/42?a=1");
    const seen = JSON.parse(good.text);
    expect(seen.url).toBe("/v2/items?fixed=1&a=1");
    expect(seen.headers["x-in"]).toBe("1, 2");
    expect(seen.headers["x-forwarded-for"]).toBeUndefined();
    expect(seen.headers["x-api-key"]).toBeUndefined();
    expect([good.response.headers.get("x-out"), good.response.headers.get("content-type")]).toEqual(["1", null]);
    const bad = await answerTo(options, {});
    expect([bad.response.status, bad.response.headers.get("x-error"), bad.code]).toEqual([
      401,
      "1",
      "subscription-key-missing",
    ]);
  });

  it("are those of the caller's product, access included", async () => {
    const documents = [
      document([step("set-header", { name: "x-from", value: "default" })]),
      document([step("ip-filter", { forbid: ["127.0.0.1"] })]),
    ];
    const version = (products: Record<string, number>) => ({ documents, policies: { default: 0, products } });
    expect(JSON.parse((await answerTo({ version: version({ other: 1 }) })).text).headers["x-from"]).toBe("default");
    expect((await answerTo({ version: version({ "product-1": 1 }) })).code).toBe("caller-ip-not-allowed");
  });
});

describe("plan limits", () => {
  it("bound the calls of a plan, and outlive a snapshot", async () => {
    await using backend = await runBackend();
    const parts = (calls: number) =>
      sampleParts({ backendUrl: backend.url, plan: { rateLimits: [{ calls, periodMs: 60_000 }] } });
    await using gateway = await runGateway(parts(3));
    const statuses = async (count: number) => {
      const all: number[] = [];
      for (let i = 0; i < count; i++) all.push((await fetch(`${gateway.url}/orders`, withKey)).status);
      return all;
    };
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
    gateway.holder.current = loadSnapshot(parts(5));
    expect(await statuses(3)).toEqual([200, 200, 429]);
  });

  it("bound calls and bytes of a period", async () => {
    await using backend = await runBackend();
    const options = { backendUrl: backend.url, plan: { quota: { bytes: 100, periodMs: 86_400_000 } } };
    await using gateway = await runGateway(sampleParts(options));
    expect((await fetch(`${gateway.url}/orders`, withKey)).status).toBe(200);
    const refused = await fetch(`${gateway.url}/orders`, withKey);
    expect([refused.status, (await refused.json()).code]).toEqual([403, "quota-exceeded"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

function document(inbound: ReturnType<typeof step>[]) {
  return { ...(sampleVersion().documents[0] ?? { backend: [], outbound: [], onError: [] }), inbound };
}
