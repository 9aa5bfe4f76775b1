import { expect, test } from "vitest";
import { until } from "../support/until.ts";
import { useWorld } from "../support/world.ts";

const world = useWorld();
const environment = { GATEHOUSE_GATEWAY_THREADS: "2" };
const headers = { "x-api-key": "a-key", connection: "close" };

test("one thread asks whether a target works, all threads act on it, and metrics and status show it", async () => {
  let isWell = true;
  let calls = 0;
  const healthCheck = { path: "/health", intervalMs: 100, timeoutMs: 1_000, healthyAfter: 1, unhealthyAfter: 1 };
  const care = { name: "echo", healthCheck: { ...healthCheck, statuses: [200, 299] as [number, number] } };
  let checks = 0;
  const { gateway } = await world.serving({
    environment,
    snapshot: { care },
    answer: (request, response) => {
      if (request.url === "/health") checks++;
      else calls++;
      response.writeHead(isWell ? 200 : 503).end();
    },
  });
  await until("it is reported", async () => (await gateway.status()).backends.length === 1);
  isWell = false;
  const isUp = async () => (await gateway.status()).backends[0].targets[0].isUp;
  await until("both threads keep the target out", async () => !(await isUp()));
  const before = checks;
  await until("it is asked again", () => checks > before + 3);
  calls = 0;
  const refused = await Promise.all(Array.from({ length: 20 }, () => gateway.call("/echo", headers)));
  expect([refused.every(({ status }) => status === 502), calls]).toEqual([true, 0]);
  expect(await metricsOf(gateway)).toMatch(/^gatehouse_backend_up\{backend="echo",id="backend-1",target="[^"]+"\} 0$/m);
  isWell = true;
  await until("the target is back", isUp);
});

test("a circuit that opens in one thread is open in all of them", async () => {
  let calls = 0;
  const { gateway } = await world.serving({
    environment,
    snapshot: { care: { circuit: { consecutiveFailures: 5, openMs: 60_000, probes: 1 } } },
    answer: (_, response) => {
      calls++;
      response.writeHead(500).end();
    },
  });
  const state = async () => (await gateway.status()).backends[0]?.circuit;
  await until("it is open", async () => {
    await gateway.call("/echo", headers);
    return (await state()) === "open";
  });
  calls = 0;
  const refused = await Promise.all(Array.from({ length: 20 }, () => gateway.call("/echo", headers)));
  expect([refused.every(({ status }) => status === 503), calls]).toEqual([true, 0]);
  expect(await metricsOf(gateway)).toContain('gatehouse_backend_circuit{backend="echo",id="backend-1",state="open"} 1');
});

async function metricsOf({ adminUrl }: { adminUrl: string }): Promise<string> {
  return (await fetch(`${adminUrl}/metrics`)).text();
}
