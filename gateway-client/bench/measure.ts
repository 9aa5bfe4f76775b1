import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** What one round of load took. */
export interface Round {
  /** User and system time of the proxy's process per request. */
  cpuMicroseconds: number;
  requestsPerSecond: number;
  failed: number;
}

export interface Load {
  url: string;
  seconds: number;
  connections: number;
  headers: Record<string, string>;
  /** The core for the load generator. */
  core: number;
}

/** Ticks of `/proc/<pid>/stat`: USER_HZ is 100 on every Linux that Node runs on. */
const TICK_MICROSECONDS = 10_000;

const run = promisify(execFile);

/** Puts load on a proxy with wrk, and reads what its process used meanwhile. */
export async function measureRound(pid: number, load: Load): Promise<Round> {
  const headers = Object.entries(load.headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const options = ["-t1", `-c${load.connections}`, `-d${load.seconds}s`, ...headers, load.url];
  const before = await cpuTicks(pid);
  const { stdout } = await run("taskset", ["-c", String(load.core), "wrk", ...options]);
  const ticks = (await cpuTicks(pid)) - before;
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1] ?? 0);
  return {
    cpuMicroseconds: (ticks * TICK_MICROSECONDS) / requests,
    requestsPerSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0),
    failed: Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Of all threads, with what its ended children used. */
async function cpuTicks(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}
