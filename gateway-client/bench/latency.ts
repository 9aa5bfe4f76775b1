import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Contender, conclude, LOAD_CORE, medianOf, PROXY_CORE, type Row, runInterleaved } from "./interleaved.ts";
import { measureRound, writeLoadScript } from "./measure.ts";
import { backendConfig, proxyConfig } from "./peers/nginx.ts";
import { freePort, type Pinned, startGateway, startNginx } from "./processes.ts";
import { type BenchSnapshot, writeSnapshotFolder } from "./snapshot-folder.ts";

/**
 * What the gateway adds to the time of an answer at half of its peak load, beside what nginx adds; and what its slowest answers
 * take while a snapshot is swapped every second, beside the same gateway that is left alone. The load is that of callers who
 * rest between their requests.
 *
 *     npm run bench:latency -- [--rounds 5] [--seconds 5]
 */
const PATH = "/orders/ord_0192";
const PEAK_CONNECTIONS = 64;
const REST_MS = 5;
const SWAP_EVERY_MS = 1_000;
const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, seconds: { type: "string", default: "5" } },
});

const folder = await mkdtemp(join(tmpdir(), "gatehouse-bench-"));
const started: Pinned[] = [];
try {
  const backendPort = await freePort();
  const backend = await startNginx(await backendConfig(backendPort, folder), "backend", folder, LOAD_CORE, backendPort);
  started.push(backend);
  const backendUrl = `http://127.0.0.1:${backendPort}`;
  const script = await writeLoadScript(folder, { path: PATH, restMs: REST_MS });
  const gateway = await startOwn("gateway", { backendUrl, key: "none" });
  const connections = await halfOfPeak(gateway);
  const enter = (name: string, process: Pinned, port: number): Contender => {
    const load = { url: `http://127.0.0.1:${port}${PATH}`, script, headers: {}, connections, core: LOAD_CORE };
    return { name, process, load: { ...load, seconds: Number(options.seconds) }, rounds: [] };
  };
  const rows = [
    ...(await compareWithNginx(enter, gateway, { backendPort, backend })),
    ...(await compareWithSwaps(enter, gateway, backendUrl)),
  ];
  conclude("latency", rows);
} finally {
  await Promise.all(started.map((process) => process.stop()));
  await rm(folder, { recursive: true, force: true });
}

type Enter = (name: string, process: Pinned, port: number) => Contender;

interface Own {
  readonly process: Pinned;
  readonly port: number;
}

async function startOwn(name: string, snapshot: BenchSnapshot): Promise<Own> {
  const own = join(folder, name);
  await writeSnapshotFolder(join(own, "snapshot"), snapshot);
  const port = await freePort();
  const process = await startGateway(own, { core: String(PROXY_CORE), port });
  started.push(process);
  return { process, port };
}

/** How many callers who rest make half of the load that the gateway can take. */
async function halfOfPeak({ process, port }: Own): Promise<number> {
  const url = `http://127.0.0.1:${port}${PATH}`;
  const load = { url, script: undefined, headers: {}, connections: PEAK_CONNECTIONS, core: LOAD_CORE, seconds: 4 };
  await measureRound(process.pid, load);
  const { requestsPerSecond } = await measureRound(process.pid, load);
  const connections = Math.round((requestsPerSecond / 2) * (REST_MS / 1000));
  console.log(`peak ${requestsPerSecond}/s; half of it by ${connections} callers who rest ${REST_MS} ms`);
  return connections;
}

async function compareWithNginx(
  enter: Enter,
  gateway: Own,
  { backendPort, backend }: { backendPort: number; backend: Pinned },
): Promise<Row[]> {
  const port = await freePort();
  const nginx = await startNginx(proxyConfig(port, backendPort, folder, {}), "proxy", folder, PROXY_CORE, port);
  started.push(nginx);
  const direct = enter("direct", backend, backendPort);
  const own = enter("gateway", gateway.process, gateway.port);
  const peer = enter("nginx", nginx, port);
  await runInterleaved([direct, own, peer], Number(options.rounds));
  return [added("p50Ms", 0.3), added("p99Ms", 2)];

  /** The goal is a difference here: so many milliseconds more than nginx adds. */
  function added(figure: "p50Ms" | "p99Ms", goalMs: number): Row {
    const ownMs = medianOf(own, figure) - medianOf(direct, figure);
    const peerMs = medianOf(peer, figure) - medianOf(direct, figure);
    const name = `${figure.slice(0, 3)} added at half load`;
    console.log(`${name}: ${ownMs.toFixed(3)} ms, nginx ${peerMs.toFixed(3)} ms`);
    const holds = ownMs - peerMs <= goalMs;
    return { name, value: round(ownMs), unit: "ms", peer: "nginx", ratio: round(peerMs / ownMs), goal: goalMs, holds };
  }
}

async function compareWithSwaps(enter: Enter, calm: Own, backendUrl: string): Promise<Row[]> {
  const snapshot = { backendUrl, key: "none", routes: 1_000, keys: 10_000 };
  const swapped = await startOwn("swapped", { ...snapshot, generation: 1 });
  const own = enter("swapped", swapped.process, swapped.port);
  const peer = enter("left alone", calm.process, calm.port);
  const stop = new AbortController();
  const swapping = swapAgainAndAgain(snapshot, stop.signal);
  await runInterleaved([own, peer], Number(options.rounds));
  stop.abort();
  const generations = await swapping;
  const ownMs = medianOf(own, "p99Ms");
  const ratio = round(ownMs / medianOf(peer, "p99Ms"));
  console.log(`p99 over ${generations} swaps: ${ownMs} ms, ${ratio} of the one left alone`);
  const name = "p99 while a snapshot is swapped every second";
  return [{ name, value: ownMs, unit: "ms", peer: "no swaps", ratio, goal: 1.3, holds: ratio <= 1.3 }];
}

/** Gives back how many there were. */
async function swapAgainAndAgain(snapshot: Omit<BenchSnapshot, "generation">, signal: AbortSignal): Promise<number> {
  let generation = 1;
  while (!signal.aborted) {
    generation++;
    // Another key and another answer: the parts of keys and of the API are new each time.
    const outbound = [
      { policy: "set-header", config: { name: "x-release", value: String(generation) }, id: "r", scope: "api" },
    ];
    const changed = { ...snapshot, generation, key: `key-${generation}`, document: { outbound } };
    await writeSnapshotFolder(join(folder, "swapped", "snapshot"), changed);
    await sleep(SWAP_EVERY_MS);
  }
  return generation - 1;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
