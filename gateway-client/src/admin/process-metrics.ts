import { readdirSync } from "node:fs";
import { type Metric, single } from "./exposition.ts";

const MICROSECONDS = 1e6;

/** What every exporter says of its process, under the names that dashboards know. */
export function processMetrics(): Metric[] {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  const openFiles = countOpenFiles();
  return [
    single(
      "process_cpu_seconds_total",
      "CPU time of all threads, user and system.",
      "counter",
      (user + system) / MICROSECONDS,
    ),
    single("process_resident_memory_bytes", "Resident memory.", "gauge", rss),
    single("nodejs_heap_size_used_bytes", "Heap in use of the supervising thread.", "gauge", heapUsed),
    single("nodejs_external_memory_bytes", "Memory of buffers of the supervising thread.", "gauge", external),
    single(
      "process_start_time_seconds",
      "When the process began, since the epoch.",
      "gauge",
      Date.now() / 1000 - process.uptime(),
    ),
    ...(openFiles === undefined ? [] : [single("process_open_fds", "Open files and sockets.", "gauge", openFiles)]),
  ];
}

/** Undefined where the system has no such list. */
function countOpenFiles(): number | undefined {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return undefined; // only Linux tells
  }
}
