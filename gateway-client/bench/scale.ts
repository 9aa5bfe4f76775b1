import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Contender, conclude, LOAD_CORE, medianOf, PROXY_CORE, type Row, runInterleaved } from "./interleaved.ts";
import { writeLoadScript } from "./measure.ts";
import { backendConfig } from "./peers/nginx.ts";
import { freePort, type Pinned, startGateway, startNginx } from "./processes.ts";
import { routePath, writeSnapshotFolder } from "./snapshot-folder.ts";

/**
 * The gateway against itself: with 125,000 routes beside one with 100, and with two threads beside one with one.
 *
 * Two threads get both cores of a machine that may have no more, and share them with wrk and the backend. So their gain is not
 * read from the throughput but from the processor time per request: twice the cores at the same cost per request is twice the
 * work, and what the threads cost each other in locks and caches shows in that cost.
 *
 *     npm run bench:scale -- [--rounds 5] [--seconds 4]
 */
const CONNECTIONS = 64;
const PATHS = 1_000;
const ROUTES = { few: 100, many: 125_000 };
const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, seconds: { type: "string", default: "4" } },
});

const folder = await mkdtemp(join(tmpdir(), "gatehouse-bench-"));
const started: Pinned[] = [];
try {
  const backendPort = await freePort();
  started.push(await startNginx(await backendConfig(backendPort, folder), "backend", folder, LOAD_CORE, backendPort));
  const backendUrl = `http://127.0.0.1:${backendPort}`;
  const rows = [...(await compareRoutes(backendUrl)), ...(await compareThreads(backendUrl))];
  conclude("scale", rows);
} finally {
  await Promise.all(started.map((process) => process.stop()));
  await rm(folder, { recursive: true, force: true });
}

async function compareRoutes(backendUrl: string): Promise<Row[]> {
  const few = await enter("few", { backendUrl, routes: ROUTES.few });
  const many = await enter("many", { backendUrl, routes: ROUTES.many });
  await runInterleaved([few, many], Number(options.rounds));
  return [row("125,000 routes: CPU per request", many, "100 routes", cpuRatio(few, many), 0.95)];
}

async function compareThreads(backendUrl: string): Promise<Row[]> {
  const one = await enter("one", { backendUrl, routes: ROUTES.few });
  const two = await enter("two", { backendUrl, routes: ROUTES.few, threads: 2 });
  await runInterleaved([one, two], Number(options.rounds));
  return [row("two threads: CPU per request", two, "one thread", 2 * cpuRatio(one, two), 1.6)];
}

interface Input {
  backendUrl: string;
  routes: number;
  threads?: number;
}

async function enter(name: string, { backendUrl, routes, threads = 1 }: Input): Promise<Contender> {
  const own = join(folder, name);
  await writeSnapshotFolder(join(own, "snapshot"), { backendUrl, key: "none", routes });
  const paths = Array.from({ length: PATHS }, (_, index) => routePath(Math.floor((index * routes) / PATHS)));
  const script = await writeLoadScript(own, { path: "/", paths });
  const port = await freePort();
  const process = await startGateway(own, {
    core: threads === 1 ? String(PROXY_CORE) : `${PROXY_CORE},${LOAD_CORE}`,
    port,
    environment: { GATEHOUSE_GATEWAY_THREADS: String(threads) },
  });
  started.push(process);
  const load = { url: `http://127.0.0.1:${port}/`, script, headers: {}, connections: CONNECTIONS, core: LOAD_CORE };
  return { name, process, load: { ...load, seconds: Number(options.seconds) }, rounds: [] };
}

function cpuRatio(peer: Contender, own: Contender): number {
  return medianOf(peer, "cpuMicroseconds") / medianOf(own, "cpuMicroseconds");
}

function row(name: string, contender: Contender, peer: string, exactRatio: number, goal: number): Row {
  const value = Number(medianOf(contender, "cpuMicroseconds").toFixed(2));
  const ratio = Number(exactRatio.toFixed(3));
  const failed = contender.rounds.reduce((sum, round) => sum + round.failed, 0);
  console.log(`${name} ${value} us, ${ratio} of ${peer}${failed > 0 ? `, ${failed} FAILED` : ""}`);
  return { name, value, unit: "us", peer, ratio, goal, holds: failed === 0 && ratio >= goal };
}
