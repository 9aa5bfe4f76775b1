import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Load, measureRound, median, type Round } from "./measure.ts";
import { backendConfig, proxyConfig } from "./peers/nginx.ts";
import { freePort, type Pinned, startNginx, startPeer, startPinned } from "./processes.ts";
import { writeSnapshotFolder } from "./snapshot-folder.ts";

/**
 * The gateway against what one would put in its place, each with the same work on one core: key check, rate limit, and a record
 * of every call. Rounds are interleaved, so that whatever else runs on the machine meets all alike; the measure is the processor
 * time of the proxy's process per request. Needs Linux, wrk and nginx.
 *
 *     npm run bench:gateway -- [rounds] [seconds]
 */
const KEY = "gh_bench_key-that-opens-the-door";
const PROXY_CORE = 0;
const LOAD_CORE = 1;
/** How much cheaper than each peer the gateway must be: the peer's time divided by the gateway's. */
const goals: Record<string, number | undefined> = { nginx: 0.42, "@fastify/http-proxy": 1.4 };
const [rounds = 5, seconds = 4] = process.argv.slice(2).map(Number);

interface Contender {
  name: string;
  process: Pinned;
  load: Load;
  rounds: Round[];
}

const folder = await mkdtemp(join(tmpdir(), "gatehouse-bench-"));
const started: Pinned[] = [];
try {
  const contenders = await startAll();
  for (const contender of contenders) await measureRound(contender.process.pid, { ...contender.load, seconds: 2 });
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders)
      contender.rounds.push(await measureRound(contender.process.pid, contender.load));
  }
  report(contenders);
} finally {
  await Promise.all(started.map((process) => process.stop()));
  await rm(folder, { recursive: true, force: true });
}

async function startAll(): Promise<Contender[]> {
  const backendPort = await freePort();
  const backendUrl = `http://127.0.0.1:${backendPort}`;
  started.push(await startNginx(backendConfig(backendPort, folder), "backend", folder, LOAD_CORE, backendPort));
  const starters: Record<string, (port: number) => Promise<Pinned>> = {
    gateway: (port) => startGateway(port, backendUrl),
    nginx: (port) => startNginx(proxyConfig(port, backendPort, KEY, folder), "proxy", folder, PROXY_CORE, port),
    "@fastify/http-proxy": (port) => startPeer("fastify", [String(port), backendUrl, KEY], PROXY_CORE, port),
    "node:http + undici": (port) => startPeer("node-undici", [String(port), backendUrl, KEY], PROXY_CORE, port),
  };
  const contenders: Contender[] = [];
  for (const [name, start] of Object.entries(starters)) {
    const port = await freePort();
    const process = await start(port);
    started.push(process);
    const url = `http://127.0.0.1:${port}/orders/ord_0192`;
    const load = { url, seconds, connections: 64, headers: { "x-api-key": KEY }, core: LOAD_CORE };
    contenders.push({ name, process, load, rounds: [] });
  }
  return contenders;
}

async function startGateway(port: number, backendUrl: string): Promise<Pinned> {
  const snapshotFolder = join(folder, "snapshot");
  await writeSnapshotFolder(snapshotFolder, { backendUrl, key: KEY });
  return startPinned({
    command: process.execPath,
    arguments: [fileURLToPath(new URL("../src/main.ts", import.meta.url))],
    core: PROXY_CORE,
    port,
    environment: {
      GATEHOUSE_GATEWAY_SNAPSHOT: snapshotFolder,
      GATEHOUSE_GATEWAY_DATA_DIR: join(folder, "data"),
      GATEHOUSE_GATEWAY_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      GATEWAY_ADMIN_PORT: "0",
      GATEHOUSE_GATEWAY_LOG_LEVEL: "error",
    },
  });
}

function report(contenders: Contender[]): void {
  const cpu = (contender: Contender) => median(contender.rounds.map((round) => round.cpuMicroseconds));
  const own = contenders.find(({ name }) => name === "gateway");
  if (own === undefined) throw new Error("the gateway took no part");
  const rows = contenders.map((contender) => {
    const value = Number(cpu(contender).toFixed(2));
    const rate = Math.round(median(contender.rounds.map((round) => round.requestsPerSecond)));
    const failed = contender.rounds.reduce((sum, round) => sum + round.failed, 0);
    console.log(
      `${contender.name.padEnd(22)} ${value.toFixed(2).padStart(7)} us  ${String(rate).padStart(7)} requests/s  ${failed} failed`,
    );
    const ratio = Number((cpu(contender) / cpu(own)).toFixed(3));
    const goal = goals[contender.name] ?? null;
    const name = contender === own ? "cpu per request" : `cpu per request, ${contender.name}`;
    const holds = failed === 0 && (goal === null || ratio >= goal);
    return { name, value, unit: "us", peer: contender === own ? null : contender.name, ratio, goal, holds };
  });
  console.log(JSON.stringify({ bench: "gateway", rows }));
  if (rows.some(({ holds }) => !holds)) process.exitCode = 1;
}
