import { generateKeyPairSync, sign } from "node:crypto";
import { type TraceRecord, traceRecord, writeTraceToken } from "@gatehouse/contract/trace.ts";
import { expect, test } from "vitest";
import { loadSnapshot } from "../../src/snapshot/load.ts";
import { TraceTokens } from "../../src/tracing/trace-tokens.ts";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { API_KEY, type SampleOptions, sampleParts, step } from "../traffic/sample-parts.ts";

const pair = generateKeyPairSync("ed25519");
const NOW_SECONDS = Math.floor(Date.now() / 1000);

test("a call with a token is recorded step by step, without its credentials and secrets", async () => {
  const { record, response, backend } = await tracedCall({
    document: {
      inbound: [
        step("rate-limit", { calls: 5, "renewal-period": "60s" }),
        step("set-variable", { name: "region", value: "${ request.header('x-region') }" }),
        step("choose", [
          {
            when: "request.method == 'GET'",
            do: [{ "set-header": { name: "x-upstream-note", value: "{{partner}}" } }],
          },
        ]),
      ],
      outbound: [step("set-header", { name: "x-served", value: "by-${ variables.region }" })],
    },
    api: { values: { partner: { env: "PARTNER" } } },
  });

  expect(response.headers.get("gatehouse-trace-id")).toBe(record.id);
  expect(record).toMatchObject({ api: "orders", version: "orders-v1", method: "GET", path: "/orders/42", status: 200 });
  expect(record.steps.map(({ kind, name, inside }) => [kind, name, inside])).toEqual([
    ["frame", "route", null],
    ["frame", "authenticate", null],
    ["frame", "plan-limits", null],
    ["policy", "rate-limit", null],
    ["policy", "set-variable", null],
    ["policy", "choose", null],
    ["policy", "set-header", 5],
    ["attempt", "GET", null],
    ["policy", "set-header", null],
  ]);
  const [, authenticate, , limit, variable, choose, header, attempt, outbound] = record.steps;
  expect(authenticate?.read).toContainEqual({ what: "plan", value: "free" });
  expect(limit?.read).toContainEqual({ what: "limit", value: "within 5 calls in 60 s, 4 left" });
  expect(variable?.read).toEqual([{ what: "request header x-region", value: "eu" }]);
  expect(variable?.changed).toEqual([{ what: "variable region", before: null, after: "eu" }]);
  expect(choose?.read).toContainEqual({ what: "method", value: "GET" });
  expect(header?.changed).toContainEqual({ what: "request header x-upstream-note", before: null, after: "***" });
  expect(attempt).toMatchObject({ id: backend.url, outcome: "answer", status: 200 });
  expect(attempt?.read).toEqual([{ what: "target", value: "/42?page=2&access_token=***" }]);
  expect(outbound).toMatchObject({
    section: "outbound",
    changed: [{ what: "response header x-served", after: "by-eu" }],
  });

  const text = JSON.stringify(record);
  expect(text).not.toContain(API_KEY);
  expect(text).not.toContain("pssst");
  expect(text).not.toContain("hidden-token");
  const [seen] = backend.requests;
  expect(seen?.rawHeaders).toContain("pssst");
  expect(seen?.rawHeaders).not.toContain("gatehouse-trace");
});

test("a refusal is recorded where it arose, and what ran because of it", async () => {
  const { record } = await tracedCall({
    document: {
      inbound: [step("check-header", { name: "x-needed", values: ["1"], "failed-status": 418 })],
      onError: [step("set-header", { name: "x-failed", value: "yes" })],
    },
  });
  expect(record.status).toBe(418);
  expect(record.steps.find(({ name }) => name === "check-header")).toMatchObject({
    outcome: "refusal",
    section: "inbound",
  });
  expect(record.steps.at(-1)).toMatchObject({ name: "set-header", section: "onError" });
});

test("each attempt at a backend is recorded with its fault", async () => {
  const { record } = await tracedCall({
    version: {
      backend: {
        id: "backend-1",
        name: "gone",
        targets: [{ url: "http://127.0.0.1:1", weight: 1 }],
        loadBalancing: "round-robin",
        timeouts: { connectMs: 1_000, firstByteMs: 1_000, idleMs: 1_000, totalMs: 5_000 },
      },
    },
  });
  expect(record.status).toBe(502);
  expect(record.steps.at(-1)).toMatchObject({ kind: "attempt", id: "http://127.0.0.1:1", outcome: "fault" });
  expect(record.steps.at(-1)?.detail).toContain("unreachable");
});

test("a token that does not count leaves the call as it would be without one", async () => {
  const { response, records, ignored } = await call({}, token("invoices"));
  expect(response.status).toBe(200);
  expect(response.headers.get("gatehouse-trace-id")).toBeNull();
  expect(records).toEqual([]);
  expect(ignored).toEqual(["other-api"]);
});

async function tracedCall(options: SampleOptions) {
  const called = await call(options, token("orders"));
  const [record] = called.records;
  if (record === undefined) throw new Error("Nothing was recorded.");
  return { ...called, record: traceRecord.parse(record) };
}

async function call(options: SampleOptions, traceToken: string) {
  const records: TraceRecord[] = [];
  const ignored: string[] = [];
  await using backend = await runBackend();
  const parts = sampleParts({ backendUrl: backend.url, ...options });
  const tokens = new TraceTokens(new Map([["k1", pair.publicKey]]));
  await using gateway = await runGateway(parts, {
    holder: { current: loadSnapshot(parts, { resolve: () => "pssst" }) },
    tracing: { tokens, keep: (record) => records.push(record), onIgnored: (why) => ignored.push(why) },
  });
  const response = await fetch(`${gateway.url}/orders/42?page=2&access_token=hidden-token`, {
    headers: { "x-api-key": API_KEY, "x-region": "eu", "gatehouse-trace": traceToken },
  });
  await response.text();
  return { response, records, ignored, backend };
}

function token(api: string): string {
  return writeTraceToken({ keyId: "k1", api, expiresAt: NOW_SECONDS + 600, nonce: "some-nonce" }, (bytes) =>
    sign(null, bytes, pair.privateKey),
  );
}
