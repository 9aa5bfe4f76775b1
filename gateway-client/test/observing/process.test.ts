import { generateKeyPairSync, sign } from "node:crypto";
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { traceRecord, writeTraceToken } from "@gatehouse/contract/trace.ts";
import parsePrometheus from "parse-prometheus-text-format";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/gateway.ts";
import { until } from "../support/until.ts";
import { useWorld } from "../support/world.ts";
import { startCollector } from "./collector.ts";

const world = useWorld();
const pair = generateKeyPairSync("ed25519");
const TRACE_KEYS = `tracer=${pair.publicKey.export({ format: "der", type: "spki" }).toString("base64")}`;

test("each call has a line in the access log, over a rotation and to the last one before a stop", async () => {
  const file = join(await temporaryFolder(), "access.log");
  const { gateway } = await world.serving({
    environment: {
      GATEHOUSE_ACCESS_LOG: file,
      GATEHOUSE_ACCESS_LOG_FIELDS: "method,path,query,status,clientAddress,api",
    },
  });
  await gateway.call("/echo/one?page=1&token=hidden");
  await until("the line is written", async () => (await linesOf(file)).length === 1);
  await rename(file, `${file}.1`);
  gateway.process.kill("SIGHUP");
  await until("the new file is there", async () => (await readFile(file, "utf8").catch(() => undefined)) === "");
  for (let call = 0; call < 50; call++) await gateway.call(`/echo/${call}`);
  await gateway.kill("SIGTERM");

  expect(await linesOf(`${file}.1`)).toEqual([
    {
      method: "GET",
      path: "/echo/one",
      query: "page=1&token=***",
      status: 200,
      clientAddress: "127.0.0.0",
      api: "echo",
    },
  ]);
  const paths = (await linesOf(file)).map(({ path }) => path);
  expect(paths).toEqual(Array.from({ length: 50 }, (_, call) => `/echo/${call}`));
});

test("a refused call has the problem in its line, and what it does not have is left out", async () => {
  const file = join(await temporaryFolder(), "access.log");
  const { gateway } = await world.serving({
    environment: { GATEHOUSE_ACCESS_LOG: file, GATEHOUSE_ACCESS_LOG_FIELDS: "status,problem,subscription,upstreamMs" },
  });
  await gateway.call("/echo/x", {});
  await gateway.call("/nowhere", {});
  await gateway.kill("SIGTERM");
  expect(await linesOf(file)).toEqual([
    { status: 401, problem: "subscription-key-missing" },
    { status: 404, problem: "operation-not-found" },
  ]);
});

test("lines that cannot be written are counted, and calls go on", async () => {
  const { gateway } = await world.serving({ environment: { GATEHOUSE_ACCESS_LOG: "/nowhere/access.log" } });
  expect((await gateway.call()).status).toBe(200);
  await until(
    "the drop is counted",
    async () => (await seriesOf(gateway, "gatehouse_gateway_access_log_dropped_total")) > 0,
  );
  expect((await gateway.status()).troubles.accessLog).toContain("ENOENT");
  expect((await gateway.call()).status).toBe(200);
});

test("a traced call can be read on the admin port and goes to the control plane with the telemetry", async () => {
  const { gateway, controlPlane } = await world.serving({ environment: { GATEHOUSE_TRACE_PUBLIC_KEYS: TRACE_KEYS } });
  const expiresAt = Math.floor(Date.now() / 1000) + 600;
  const token = writeTraceToken({ keyId: "tracer", api: "echo", expiresAt, nonce: "nonce-nonce" }, (bytes) =>
    sign(null, bytes, pair.privateKey),
  );
  const answer = await gateway.call("/echo/traced", { "x-api-key": "a-key", "gatehouse-trace": token });
  const id = answer.headers.get("gatehouse-trace-id");
  const page = `${gateway.adminUrl}/traces/${id}`;
  await until("the trace is there", async () => (await fetch(page)).ok);

  const record = traceRecord.parse(await (await fetch(page)).json());
  expect(record).toMatchObject({ id, api: "echo", path: "/echo/traced", status: 200 });
  expect(await (await fetch(`${gateway.adminUrl}/traces`)).json()).toMatchObject({ traces: [{ id, status: 200 }] });
  expect((await fetch(`${gateway.adminUrl}/traces/unknown`)).status).toBe(404);
  await until("it is sent", () => controlPlane.traces.some((sent) => sent.id === id));

  await gateway.call("/echo/forged", { "x-api-key": "a-key", "gatehouse-trace": `${token.split(".")[0]}.AAAA` });
  await until(
    "the forged token is counted",
    async () => (await seriesOf(gateway, "gatehouse_gateway_trace_tokens_ignored_total", "forged")) === 1,
  );
  expect(await seriesOf(gateway, "gatehouse_gateway_traces_total")).toBe(1);
});

test("the metrics of a running gateway are what Prometheus reads, over all threads", async () => {
  const { gateway } = await world.serving({ environment: { GATEHOUSE_GATEWAY_THREADS: "2" } });
  for (let call = 0; call < 20; call++) await gateway.call();
  await until(
    "all are counted",
    async () => (await seriesOf(gateway, "gatehouse_gateway_requests_total", "2xx")) === 20,
  );
  const families = await metricsOf(gateway);
  expect(families.every(({ help, type }) => help !== "" && type !== "UNTYPED")).toBe(true);
  const names = families.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain("process_cpu_seconds_total");
  const delays = families.find(({ name }) => name === "gatehouse_gateway_event_loop_delay_p99_seconds");
  expect(delays?.metrics.map(({ labels }) => labels)).toEqual([{ thread: "0" }, { thread: "1" }]);
});

type Gateway = Awaited<ReturnType<typeof world.gateway>>;

async function metricsOf(gateway: Gateway) {
  return parsePrometheus(await (await fetch(`${gateway.adminUrl}/metrics`)).text());
}

/** The series, by the value of its one label where there are several. */
async function seriesOf(gateway: Gateway, name: string, label?: string): Promise<number> {
  const family = (await metricsOf(gateway)).find((one) => one.name === name);
  const series = family?.metrics.find(
    ({ labels = {} }) => label === undefined || Object.values(labels).includes(label),
  );
  return Number(series?.value);
}

async function linesOf(file: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
}

test("metrics of policies add up over threads, and records of policies reach file, server and collector", async () => {
  const collector = await startCollector();
  world.defer(collector.close);
  const logDir = await temporaryFolder();
  const fields = { path: "${ request.path }" };
  const { gateway } = await world.serving({
    snapshot: {
      steps: [
        {
          policy: "emit-metric",
          config: { name: "seen", dimensions: [{ name: "path", value: "${ request.path }" }], "max-values": 1 },
        },
        { policy: "log-to", config: { sink: "file", name: "calls", fields } },
        { policy: "log-to", config: { sink: "http", url: `${collector.url}/own`, fields } },
        { policy: "log-to", config: { sink: "otlp", severity: "warn", fields } },
      ],
    },
    environment: {
      GATEHOUSE_GATEWAY_THREADS: "2",
      GATEHOUSE_GATEWAY_LOG_DIR: logDir,
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${collector.url}/v1/logs`,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    },
  });
  for (let call = 0; call < 10; call++) await gateway.call(`/echo/${call % 2}`);
  const sumOf = async () => {
    const family = (await metricsOf(gateway)).find(({ name }) => name === "gatehouse_custom_seen");
    return (family?.metrics ?? []).reduce((sum, one) => sum + Number(one.sum ?? 0), 0);
  };
  await until("all are added", async () => (await sumOf()) === 10);
  await gateway.kill("SIGTERM");

  const paths = Array.from({ length: 10 }, (_, call) => `/echo/${call % 2}`).sort();
  expect((await linesOf(join(logDir, "calls.jsonl"))).map(({ path }) => path).sort()).toEqual(paths);
  const posted = collector.received
    .filter(({ path }) => path === "/own")
    .flatMap(({ body }) => body.toString().trim().split("\n"));
  expect(posted.map((line) => JSON.parse(line).path).sort()).toEqual(paths);
  const records = collector.json("logs").flatMap(({ resourceLogs }) => resourceLogs[0].scopeLogs[0].logRecords);
  expect(records).toHaveLength(10);
  expect(records[0]).toMatchObject({ severityText: "WARN" });
});
