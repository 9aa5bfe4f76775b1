import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import { expect, it } from "vitest";
import { loadSnapshot } from "../../src/snapshot/load.ts";
import { until } from "../support/until.ts";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { API_KEY } from "../traffic/sample-parts.ts";
import { partsFor } from "./sample-backend-part.ts";

const headers = { "x-api-key": API_KEY };
const healthCheck: BackendPart["healthCheck"] = {
  path: "/health",
  intervalMs: 20,
  timeoutMs: 500,
  healthyAfter: 2,
  unhealthyAfter: 2,
  statuses: [200, 299],
};
const ejection = { consecutiveFailures: 3, baseMs: 1_000, mostMs: 10_000, ejectedPercentMax: 50 };

it("asks each target whether it works, calls none that says no, and calls it again when it says yes", async () => {
  await using sick = await runSick();
  await using well = await runBackend();
  await using gateway = await runGateway(partsFor([sick.url, well.url], { healthCheck }));
  const statuses = () => callOften(gateway.url, 6);
  await fetch(`${gateway.url}/orders`, { headers });
  await until("the target was found sick", () => sick.checks > 2);
  const before = sick.calls;
  expect(await statuses()).toEqual([200, 200, 200, 200, 200, 200]);
  expect(sick.calls).toBe(before);
  sick.isSick = false;
  await until("the target is called again", async () => {
    await statuses();
    return sick.calls > before;
  });
});

it("refuses at once when no target works", async () => {
  await using sick = await runSick();
  await using gateway = await runGateway(partsFor([sick.url], { healthCheck }));
  await fetch(`${gateway.url}/orders`, { headers });
  await until("the target was found sick", () => sick.checks > 2);
  const response = await fetch(`${gateway.url}/orders`, { headers });
  expect([response.status, (await response.json()).code]).toEqual([502, "backend-unreachable"]);
});

it("asks no longer once the snapshot has no such backend", async () => {
  await using sick = await runSick();
  await using other = await runBackend();
  await using gateway = await runGateway(partsFor([sick.url], { healthCheck }));
  await fetch(`${gateway.url}/orders`, { headers });
  await until("a check came", () => sick.checks > 0);
  gateway.holder.current = loadSnapshot(partsFor([other.url], { healthCheck, id: "another" }));
  await fetch(`${gateway.url}/orders`, { headers });
  await until("the other target is checked", () => other.requests.length > 1);
  const { checks } = sick;
  const asked = other.requests.length;
  await until("it is checked again", () => other.requests.length > asked + 3);
  expect(sick.checks - checks).toBeLessThanOrEqual(1); // one may have been under way
});

it("takes a target out that fails calls in turn, for longer each time, and one failure is enough when it is back", async () => {
  await using sick = await runSick();
  await using well = await runBackend();
  await using gateway = await runGateway(partsFor([sick.url, well.url], { ejection }));
  const failures = async (calls: number) => (await callOften(gateway.url, calls)).filter((s) => s !== 200).length;
  expect(await failures(20)).toBe(3);
  await until("the target is tried again", async () => (await failures(2)) === 1);
  expect(sick.calls).toBe(4);
});

it("never takes out more than the share that may be, and never the only one", async () => {
  await using a = await runSick();
  await using b = await runSick();
  const long = { ...ejection, baseMs: 10_000 };
  await using gateway = await runGateway(partsFor([a.url, b.url], { ejection: long }));
  await callOften(gateway.url, 30);
  const [most, least] = [Math.max(a.calls, b.calls), Math.min(a.calls, b.calls)];
  expect(least).toBe(3);
  expect(most).toBe(27);
});

it("keeps what it knows of targets over a snapshot that changes something else", async () => {
  await using sick = await runSick();
  await using well = await runBackend();
  const long = { ...ejection, baseMs: 10_000 };
  await using gateway = await runGateway(partsFor([sick.url, well.url], { ejection: long }));
  await callOften(gateway.url, 20);
  gateway.holder.current = loadSnapshot(partsFor([sick.url, well.url], { ejection: long, name: "renamed" }));
  expect(await callOften(gateway.url, 6)).toEqual([200, 200, 200, 200, 200, 200]);
  expect(sick.calls).toBe(3);
});

it("loses no more than the calls under way when a target dies under load", async () => {
  await using dying = await runBackend();
  await using well = await runBackend();
  await using gateway = await runGateway(partsFor([dying.url, well.url], { ejection }));
  let calls = 0;
  let failed = 0;
  const callers = Array.from({ length: 8 }, async () => {
    for (let call = 0; call < 60; call++) {
      const response = await fetch(`${gateway.url}/orders`, { headers });
      await response.text();
      if (response.status !== 200) failed++;
      if (++calls === 100) await dying[Symbol.asyncDispose]();
    }
  });
  await Promise.all(callers);
  expect(calls).toBe(480);
  expect(failed).toBeLessThanOrEqual(8);
});

async function callOften(url: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let call = 0; call < times; call++) {
    const response = await fetch(`${url}/orders`, { headers });
    await response.text();
    statuses.push(response.status);
  }
  return statuses;
}

/** A target that answers 503 until it is well. */
async function runSick() {
  const state = { isSick: true, checks: 0, calls: 0 };
  const backend = await runBackend((request, response) => {
    if (request.url === "/health") state.checks++;
    else state.calls++;
    response.writeHead(state.isSick ? 503 : 200).end("{}");
  });
  return Object.assign(state, { url: backend.url, [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose]() });
}
