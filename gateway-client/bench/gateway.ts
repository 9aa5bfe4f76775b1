import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Contender, conclude, LOAD_CORE, medianOf, PROXY_CORE, type Row, runInterleaved } from "./interleaved.ts";
import { writeLoadScript } from "./measure.ts";
import { backendConfig, hasLua, proxyConfig } from "./peers/nginx.ts";
import { freePort, type Pinned, startGateway, startNginx, startPeer } from "./processes.ts";
import type { Scenario } from "./scenario.ts";
import { KEY, scenarios } from "./scenarios.ts";
import { writeSnapshotFolder } from "./snapshot-folder.ts";

/**
 * The gateway against what one would put in its place, each with the same work on one core, wrk and the backend on the other.
 * The measure is the processor time of the proxy's process per request. Needs Linux, wrk and nginx, for some scenarios nginx with Lua.
 *
 *     npm run bench:gateway -- [--only plain,cache] [--rounds 5] [--seconds 4]
 */
const CONNECTIONS = 64;
const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "4" },
  },
});

const wanted = options.only.split(",");
const rows: Row[] = [];
for (const scenario of scenarios) {
  if (!wanted.some((part) => scenario.name.includes(part))) continue;
  if (scenario.nginx.needsLua && !hasLua) console.log(`${scenario.name}: left out, this nginx has no Lua`);
  else rows.push(...(await runScenario(scenario)));
}
conclude("gateway", rows);

async function runScenario(scenario: Scenario): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-bench-"));
  const started: Pinned[] = [];
  try {
    const contenders = await startAll(scenario, folder, started);
    await runInterleaved(contenders, Number(options.rounds));
    return report(scenario, contenders);
  } finally {
    await Promise.all(started.map((process) => process.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

async function startAll(scenario: Scenario, folder: string, started: Pinned[]): Promise<Contender[]> {
  const { request, nginx, peers = {} } = scenario;
  const backendPort = await freePort();
  const backendUrl = `http://127.0.0.1:${backendPort}`;
  started.push(await startNginx(await backendConfig(backendPort, folder), "backend", folder, LOAD_CORE, backendPort));
  const script = await writeLoadScript(folder, request);
  const contenders: Contender[] = [];
  const add = async (name: string, start: (port: number) => Promise<Pinned>) => {
    const port = await freePort();
    const process = await start(port);
    started.push(process);
    const url = `http://127.0.0.1:${port}${request.path}`;
    const load = {
      url,
      script,
      headers: request.headers ?? {},
      seconds: Number(options.seconds),
      connections: CONNECTIONS,
    };
    contenders.push({ name, process, load: { ...load, core: LOAD_CORE }, rounds: [] });
  };

  await writeSnapshotFolder(join(folder, "snapshot"), { backendUrl, key: KEY, ...scenario.api });
  await add("gateway", (port) => startGateway(folder, { core: String(PROXY_CORE), port }));
  await add("nginx", (port) =>
    startNginx(proxyConfig(port, backendPort, folder, nginx), "proxy", folder, PROXY_CORE, port),
  );
  for (const [name, { program }] of Object.entries(peers)) {
    await add(name, (port) =>
      startPeer(program, [String(port), backendUrl, request.headers?.["x-api-key"] ?? ""], PROXY_CORE, port),
    );
  }
  return contenders;
}

function report({ name: scenario, nginx, peers }: Scenario, contenders: Contender[]): Row[] {
  const [own] = contenders;
  if (own === undefined) throw new Error("the gateway took no part");
  console.log(scenario);
  return contenders.map((contender) => {
    const isOwn = contender === own;
    const peer = isOwn ? null : contender.name;
    const goal = peer === "nginx" ? nginx.goal : (peers?.[peer ?? ""]?.goal ?? null);
    const value = Number(medianOf(contender, "cpuMicroseconds").toFixed(2));
    const ratio = Number((value / medianOf(own, "cpuMicroseconds")).toFixed(3));
    const failed = contender.rounds.reduce((sum, round) => sum + round.failed, 0);
    const rate = Math.round(medianOf(contender, "requestsPerSecond"));
    const shown = [contender.name.padEnd(20), `${value.toFixed(2)} us`.padStart(11), `${rate}/s`.padStart(9)];
    console.log(`  ${shown.join(" ")}  ${isOwn ? "" : ratio.toFixed(2)}${failed > 0 ? ` ${failed} FAILED` : ""}`);
    const holds = failed === 0 && (goal === null || ratio >= goal);
    return { name: `${scenario}: CPU per request`, value, unit: "us", peer, ratio, goal, holds };
  });
}
