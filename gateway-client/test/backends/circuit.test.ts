import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { API_KEY } from "../traffic/sample-parts.ts";
import { partsFor } from "./sample-backend-part.ts";

const headers = { "x-api-key": API_KEY };
const circuit: BackendPart["circuit"] = { consecutiveFailures: 3, openMs: 1_000, probes: 1 };

it("opens after so many failures in turn: calls are refused with 503 and Retry-After, and the backend rests", async () => {
  await using backend = await runFailing();
  await using gateway = await runGateway(partsFor([backend.url], { circuit: { ...circuit, openMs: 30_000 } }));
  const statuses: number[] = [];
  for (let call = 0; call < 5; call++) statuses.push((await fetch(`${gateway.url}/orders`, { headers })).status);
  expect(statuses).toEqual([500, 500, 500, 503, 503]);
  expect(backend.calls).toBe(3);
  const refused = await fetch(`${gateway.url}/orders`, { headers });
  expect((await refused.json()).code).toBe("circuit-open");
  expect(refused.headers.get("retry-after")).toBe("30");
});

it("lets a probe through after the rest, rests again when it fails, and closes when it does well", async () => {
  await using backend = await runFailing();
  await using gateway = await runGateway(partsFor([backend.url], { circuit }));
  const call = () => fetch(`${gateway.url}/orders`, { headers }).then(({ status }) => status);
  for (let times = 0; times < 3; times++) await call();
  expect(await call()).toBe(503);
  await until("a probe goes through and fails", async () => (await call()) === 500);
  expect([backend.calls, await call()]).toEqual([4, 503]);
  backend.isFailing = false;
  await until("a probe goes through and does well", async () => (await call()) === 200);
  expect([await call(), await call(), backend.calls]).toEqual([200, 200, 7]);
});

it("lets no more than the probes through at a time while it is half-open", async () => {
  const held = Promise.withResolvers<void>();
  let isHeld = false;
  let calls = 0;
  await using backend = await runBackend(async (_, response) => {
    calls++;
    if (isHeld) await held.promise;
    response.writeHead(isHeld ? 200 : 500).end();
  });
  const parts = partsFor([backend.url], { circuit: { ...circuit, openMs: 50, probes: 2 } });
  await using gateway = await runGateway(parts);
  const call = () => fetch(`${gateway.url}/orders`, { headers }).then(({ status }) => status);
  for (let times = 0; times < 3; times++) await call();
  isHeld = true;
  const under: Promise<number>[] = [];
  await until("two probes are under way", () => {
    under.push(call());
    return calls === 5;
  });
  expect(await call()).toBe(503);
  held.resolve();
  expect((await Promise.all(under)).filter((status) => status === 200).length).toBe(2);
  expect(await call()).toBe(200);
});

async function runFailing() {
  const state = { isFailing: true, calls: 0 };
  const backend = await runBackend((_, response) => {
    state.calls++;
    response.writeHead(state.isFailing ? 500 : 200).end("{}");
  });
  return Object.assign(state, { url: backend.url, [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose]() });
}
