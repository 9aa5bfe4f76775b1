import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { conclude, LOAD_CORE, PROXY_CORE, type Row } from "./interleaved.ts";
import { freePort, type Pinned, startGateway, startPeer } from "./processes.ts";
import { writeSnapshotFolder } from "./snapshot-folder.ts";
import { faultOf, makeCall, type SoakCall } from "./soak-call.ts";

/**
 * The gateway at half of its load for some minutes, while snapshots are swapped, the backend ends and begins, and callers leave:
 * its memory must not grow, no answer be wrong, and every call be counted.
 *
 *     npm run soak -- [--minutes 10]
 */
const { values: options } = parseArgs({ options: { minutes: { type: "string", default: "10" } } });
const minutes = Number(options.minutes);

const KEY = "soak-key";
const CALLERS = 48;
const CALIBRATE_MS = 5_000;
const SWAP_EVERY_MS = 2_000;
const RESTART_EVERY_MS = 20_000;
/** How long before and after the backend's end its absence may show. */
const UNSTEADY_MS = 1_000;
const SAMPLE_EVERY_MS = 2_000;
const COUNTED_WITHIN_MS = 30_000;
const SLOPE_MAX = 1;
const FAULTS_SHOWN = 20;

const folder = await mkdtemp(join(tmpdir(), "gatehouse-soak-"));
const backendPort = await freePort();
const [port, adminPort] = [await freePort(), await freePort()];
const backendUrl = `http://127.0.0.1:${backendPort}`;
const releases = { applied: 1, written: 1 };
const unsteady: { fromMs: number; toMs: number }[] = [];
let backend = await startBackend();
let gateway: Pinned | undefined;
try {
  await writeRelease(1);
  const environment = { GATEWAY_ADMIN_PORT: String(adminPort) };
  gateway = await startGateway(folder, { core: String(PROXY_CORE), port, environment });
  conclude("soak", await soak(gateway));
} finally {
  await Promise.all([gateway?.stop(), backend.stop()]);
  await rm(folder, { recursive: true, force: true });
}

async function soak({ pid }: Pinned): Promise<Row[]> {
  const peak = await load(CALIBRATE_MS, Number.POSITIVE_INFINITY);
  const rate = peak.calls / (CALIBRATE_MS / 1000) / 2;
  console.log(`half of the load: ${Math.round(rate)} calls a second for ${minutes} minutes`);

  const memory: { minute: number; mebibytes: number }[] = [];
  const ending = new AbortController();
  const startMs = performance.now();
  const disturbing = [
    every(SWAP_EVERY_MS, ending.signal, () => writeRelease(releases.written + 1)),
    every(RESTART_EVERY_MS, ending.signal, restartBackend),
    every(SAMPLE_EVERY_MS, ending.signal, async () => {
      releases.applied = (await statusPage()).applied;
      memory.push({ minute: (performance.now() - startMs) / 60_000, mebibytes: await residentMebibytes(pid) });
    }),
  ];
  const soaked = await load(minutes * 60_000, rate);
  ending.abort();
  await Promise.all(disturbing);

  const faults = [...peak.faults, ...soaked.faults];
  for (const fault of faults.slice(0, FAULTS_SHOWN)) console.log(`wrong: ${fault}`);
  const made = peak.calls + soaked.calls;
  const missing = made - (await countedCalls(made));
  console.log(`memory in MiB: ${memory.map(({ mebibytes }) => Math.round(mebibytes)).join(" ")}`);
  const slope = slopeOf(memory.filter(({ minute }) => minute >= minutes / 4));
  return [
    row("calls", made, "calls"),
    row("half load", Math.round(rate), "calls/s"),
    row("snapshots swapped", releases.written - 1, "swaps"),
    row("backend ended", unsteady.length, "times"),
    row("wrong answers", faults.length, "calls", 0),
    row("calls not counted, or twice", Math.abs(missing), "calls", 0),
    row("memory slope", slope, "MiB/min", SLOPE_MAX),
    row("memory at the end", memory.at(-1)?.mebibytes ?? 0, "MiB"),
  ];
}

/** A goal is the most that may be. */
function row(name: string, value: number, unit: string, goal: number | null = null): Row {
  return { name, value, unit, peer: null, ratio: 1, goal, holds: goal === null || value <= goal };
}

/** Calls at a rate for a time, and those that were answered wrongly. */
async function load(durationMs: number, perSecond: number): Promise<{ calls: number; faults: string[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  const startMs = performance.now();
  const endMs = startMs + durationMs;
  const faults: string[] = [];
  let calls = 0;
  const caller = async () => {
    while (performance.now() < endMs) {
      const index = calls++;
      const waitMs = startMs + (index * 1000) / perSecond - performance.now();
      if (waitMs > 1) await sleep(waitMs);
      const least = releases.applied;
      const call = await makeCall(`http://127.0.0.1:${port}`, KEY, agent, index);
      const fault = faultOf(call, { least, most: releases.written });
      if (fault !== undefined && !isExcused(call)) faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  agent.destroy();
  return { calls, faults };
}

/** A call while the backend was away may be refused with 502 to 504, or be cut. */
function isExcused({ status, beganMs, endedMs }: SoakCall): boolean {
  const isAway = unsteady.some(({ fromMs, toMs }) => endedMs >= fromMs && beganMs <= toMs);
  return isAway && (status === 0 || (status >= 502 && status <= 504));
}

async function writeRelease(release: number): Promise<void> {
  releases.written = release;
  const outbound = [
    { policy: "set-header", config: { name: "x-release", value: String(release) }, id: "release", scope: "api" },
  ];
  const credentials = { apiKey: { headers: ["x-api-key"], query: [] } };
  const input = { backendUrl, key: KEY, credentials, document: { outbound }, generation: release };
  await writeSnapshotFolder(join(folder, "snapshot"), input);
}

async function restartBackend(): Promise<void> {
  const absence = { fromMs: performance.now() - UNSTEADY_MS, toMs: Number.POSITIVE_INFINITY };
  unsteady.push(absence);
  await backend.stop();
  backend = await startBackend();
  absence.toMs = performance.now() + UNSTEADY_MS;
}

function startBackend(): Promise<Pinned> {
  return startPeer("soak-backend", [String(backendPort)], LOAD_CORE, backendPort);
}

async function statusPage(): Promise<{ applied: number; calls: number }> {
  return (await fetch(`http://127.0.0.1:${adminPort}/status`)).json();
}

/** What the gateway has counted, when that is all, or when it will not come any more. */
async function countedCalls(expected: number): Promise<number> {
  const endMs = performance.now() + COUNTED_WITHIN_MS;
  for (;;) {
    const { calls } = await statusPage();
    if (calls === expected || performance.now() > endMs) return calls;
    await sleep(200);
  }
}

async function residentMebibytes(pid: number): Promise<number> {
  const [, kibibytes] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number((Number(kibibytes) / 1024).toFixed(1));
}

/** Least squares, in MiB a minute. */
function slopeOf(samples: { minute: number; mebibytes: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const [atMean, ofMean] = [mean(samples.map(({ minute }) => minute)), mean(samples.map(({ mebibytes }) => mebibytes))];
  const both = samples.reduce((sum, one) => sum + (one.minute - atMean) * (one.mebibytes - ofMean), 0);
  const spread = samples.reduce((sum, one) => sum + (one.minute - atMean) ** 2, 0);
  return Number((spread === 0 ? 0 : both / spread).toFixed(3));
}

async function every(ms: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await sleep(ms, undefined, { signal }).catch(() => undefined); // the end of the soak
    if (!signal.aborted) await work();
  }
}
