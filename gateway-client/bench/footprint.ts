import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conclude, PROXY_CORE, type Row } from "./interleaved.ts";
import { freePort, type Pinned, startGateway } from "./processes.ts";
import { type BenchSnapshot, routePath, writeSnapshotFolder } from "./snapshot-folder.ts";

/**
 * What a gateway takes of the machine: memory when idle, by routes and by keys, and the time from its start until it answers
 * from a snapshot on disk.
 *
 *     npm run bench:footprint
 */
const MANY_ROUTES = 125_000;
const MANY_KEYS = 400_000;
const SETTLE_MS = 3_000;

const folder = await mkdtemp(join(tmpdir(), "gatehouse-bench-"));
try {
  const idle = await measure("idle", {});
  const routes = await measure("routes", { routes: MANY_ROUTES });
  const keys = await measure("keys", { keys: MANY_KEYS });
  conclude("footprint", [
    row("resident memory, idle", idle.residentMiB, "MiB"),
    row("resident memory by 10,000 routes", ((routes.residentMiB - idle.residentMiB) * 10_000) / MANY_ROUTES, "MiB"),
    row("resident memory by 100,000 keys", ((keys.residentMiB - idle.residentMiB) * 100_000) / MANY_KEYS, "MiB"),
    row("start until the first answer, idle", idle.startMs, "ms"),
    row(`start until the first answer, ${MANY_ROUTES} routes`, routes.startMs, "ms"),
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(name: string, snapshot: Partial<BenchSnapshot>) {
  const own = join(folder, name);
  const { routes = 0 } = snapshot;
  await writeSnapshotFolder(join(own, "snapshot"), { backendUrl: "http://127.0.0.1:9", key: "none", ...snapshot });
  const port = await freePort();
  const beganMs = performance.now();
  const gateway = await startGateway(own, { core: String(PROXY_CORE), port });
  try {
    // A path that no API has is told from one whose backend is away: then the snapshot is served.
    await untilServed(`http://127.0.0.1:${port}${routes > 0 ? routePath(routes - 1) : "/orders/x"}`);
    const startMs = performance.now() - beganMs;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const residentMiB = await residentMemory(gateway);
    console.log(`${name}: ${startMs.toFixed(0)} ms, ${residentMiB.toFixed(1)} MiB`);
    return { startMs, residentMiB };
  } finally {
    await gateway.stop();
  }
}

async function untilServed(url: string): Promise<void> {
  for (;;) {
    const { status } = await fetch(url);
    if (status === 502) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function residentMemory({ pid }: Pinned): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

function row(name: string, value: number, unit: string): Row {
  return { name, value: Number(value.toFixed(1)), unit, peer: null, ratio: 1, goal: null, holds: true };
}
