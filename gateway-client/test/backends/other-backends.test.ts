import { expect, it } from "vitest";
import { loadSnapshot } from "../../src/snapshot/load.ts";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { API_KEY, sampleParts, sampleVersion, step } from "../traffic/sample-parts.ts";
import { partsFor } from "./sample-backend-part.ts";

const headers = { "x-api-key": API_KEY };

it("calls the address that set-backend makes, below its path, and no other host", async () => {
  await using own = await runBackend();
  await using other = await runBackend();
  const { host } = new URL(other.url);
  const config = { "base-url": `http://\${request.header('x-host')}/v2`, "allowed-hosts": [host] };
  const document = { backend: [step("set-backend", config)] };
  await using gateway = await runGateway(sampleParts({ backendUrl: own.url, document }));
  const call = (to: string) => fetch(`${gateway.url}/orders/7?a=b`, { headers: { ...headers, "x-host": to } });
  expect((await (await call(host)).json()).url).toBe("/v2/7?a=b");
  const refused = await call(new URL(own.url).host);
  expect([refused.status, (await refused.json()).code]).toEqual([500, "policy-failed"]);
  expect(own.requests).toEqual([]);
});

it("calls a named backend in its own way: its targets, times and circuit breaker", async () => {
  await using own = await runBackend();
  await using failing = await runBackend((_, response) => response.writeHead(500).end());
  const next = {
    ...sampleVersion().backend,
    id: "next",
    targets: [{ url: failing.url, weight: 1 }],
    circuit: { consecutiveFailures: 1, openMs: 60_000, probes: 1 },
  };
  const document = { backend: [step("set-backend", { backend: "next" })] };
  await using gateway = await runGateway(sampleParts({ backendUrl: own.url, document, api: { backends: { next } } }));
  const statuses = [
    await fetch(`${gateway.url}/orders`, { headers }),
    await fetch(`${gateway.url}/orders`, { headers }),
  ];
  expect(statuses.map(({ status }) => status)).toEqual([500, 503]);
  expect(own.requests).toEqual([]);
});

it("refuses a snapshot whose policies name a backend that is not in it", () => {
  const document = { backend: [step("traffic-split", { weights: { old: 1, next: 1 } })] };
  expect(() => loadSnapshot(sampleParts({ document }))).toThrow("calls the backend old, which is not here");
});

it("sends an answer that is composed through outbound, and calls no backend", async () => {
  await using own = await runBackend();
  await using other = await runBackend();
  const requests = { a: { url: `${other.url}/a` }, b: { url: `${other.url}/b` } };
  const body = `\${ [variables.a.body.url, variables.b.body.url] }`;
  const document = {
    backend: [step("compose-responses", { requests, body })],
    outbound: [
      step("set-header", { name: "x-composed", value: "yes" }),
      step("find-and-replace", { from: "/b", to: "/c" }),
    ],
  };
  await using gateway = await runGateway(sampleParts({ backendUrl: own.url, document }));
  const response = await fetch(`${gateway.url}/orders`, { headers });
  expect([response.status, response.headers.get("x-composed"), await response.json()]).toEqual([
    200,
    "yes",
    ["/a", "/c"],
  ]);
  expect(own.requests).toEqual([]);
  expect(gateway.calls).toMatchObject([{ status: 200, version: "orders-v1" }]);
});

it("holds no larger answer of a backend than that allows", async () => {
  await using backend = await runBackend((_, response) => response.end("x".repeat(2_000)));
  const document = { outbound: [step("find-and-replace", { from: "x", to: "y" })] };
  const documents = [{ inbound: [], backend: [], onError: [], ...document }];
  const parts = (heldBytesMax: number) => partsFor([backend.url], { heldBytesMax }, { version: { documents } });
  await using gateway = await runGateway(parts(2_000));
  expect(await (await fetch(`${gateway.url}/orders`, { headers })).text()).toBe("y".repeat(2_000));
  gateway.holder.current = loadSnapshot(parts(1_999));
  const refused = await fetch(`${gateway.url}/orders`, { headers });
  expect([refused.status, (await refused.json()).code]).toEqual([502, "backend-answer-too-large"]);
});
