import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BenchRequest } from "./scenario.ts";

/** What one round of load took. */
export interface Round {
  /** User and system time of the proxy's process per request. */
  cpuMicroseconds: number;
  requestsPerSecond: number;
  failed: number;
  p50Ms: number;
  p99Ms: number;
}

export interface Load {
  url: string;
  /** A script of wrk for all that its options cannot say. */
  script: string | undefined;
  headers: Readonly<Record<string, string>>;
  seconds: number;
  connections: number;
  /** The core for the load generator. */
  core: number;
}

/** Ticks of `/proc/<pid>/stat`: USER_HZ is 100 on every Linux that Node runs on. */
const TICK_MICROSECONDS = 10_000;

const run = promisify(execFile);

/** Puts load on a proxy with wrk, and reads what its process used meanwhile. */
export async function measureRound(pid: number, load: Load): Promise<Round> {
  const headers = Object.entries(load.headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const script = load.script === undefined ? [] : ["-s", load.script];
  const options = ["-t1", "--latency", `-c${load.connections}`, `-d${load.seconds}s`, ...headers, ...script, load.url];
  const before = await cpuTicks(pid);
  const { stdout } = await run("taskset", ["-c", String(load.core), "wrk", ...options]);
  const ticks = (await cpuTicks(pid)) - before;
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1] ?? 0);
  return {
    cpuMicroseconds: (ticks * TICK_MICROSECONDS) / requests,
    requestsPerSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0),
    failed: Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0),
    p50Ms: latencyMs(stdout, 50),
    p99Ms: latencyMs(stdout, 99),
  };
}

/** Writes what wrk needs to send this request; undefined where its options say it all. */
export async function writeLoadScript(folder: string, request: BenchRequest): Promise<string | undefined> {
  const { method, body, rotating, paths, restMs } = request;
  const lines: string[] = [];
  if (method !== undefined) lines.push(`wrk.method = "${method}"`);
  if (body !== undefined) lines.push(`wrk.body = [==[${body}]==]`);
  if (rotating !== undefined) lines.push(...prepared(rotating.values, `wrk.headers["${rotating.header}"] = value`));
  if (paths !== undefined) lines.push(...prepared(paths, "wrk.path = value"));
  if (restMs !== undefined) lines.push(`delay = function() return math.random(${restMs * 2 - 1}) end`);
  if (lines.length === 0) return undefined;
  const path = join(folder, "load.lua");
  await writeFile(path, lines.join("\n"));
  return path;
}

/** Requests that differ in one thing, made before the load begins. */
function prepared(values: readonly string[], change: string): string[] {
  return [
    `local values = { ${values.map((value) => `"${value}"`).join(", ")} }`,
    "local at, requests = 0, {}",
    `init = function() for i, value in ipairs(values) do ${change}; requests[i] = wrk.format() end end`,
    "request = function() at = at % #requests + 1; return requests[at] end",
  ];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** `50%    1.23ms` as wrk prints it. */
function latencyMs(output: string, percent: number): number {
  const [, value, unit] = new RegExp(`${percent}%\\s+([\\d.]+)(us|ms|s)\\b`).exec(output) ?? [];
  return Number(value) * ({ us: 0.001, ms: 1, s: 1000 }[unit ?? ""] ?? Number.NaN);
}

/** Of all threads, with what its ended children used. */
async function cpuTicks(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}
