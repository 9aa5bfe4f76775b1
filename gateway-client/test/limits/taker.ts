import { parentPort, workerData } from "node:worker_threads";
import { counterKey } from "../../policies/counter-key.ts";
import { QuotaTable } from "../../src/limits/quota-table.ts";
import { RateTable } from "../../src/limits/rate-table.ts";

/** A thread that takes as fast as it can, begins with the others, and says how much it got. */
const { shared, gate, calls, periodMs, attempts, nowMs } = workerData;
const [limiter, quotas] = [new RateTable(shared.rate), new QuotaTable(shared.quota)];
Atomics.wait(new Int32Array(gate), 0, 0);
let rate = 0;
let quota = 0;
for (let i = 0; i < attempts; i++) {
  const key = counterKey(`caller-${i % 8}`);
  if (limiter.take(key, [{ calls, periodMs }], nowMs).isAllowed) rate++;
  if (quotas.take(key, { calls, periodMs }, nowMs).isAllowed) quota++;
}
parentPort?.postMessage({ rate, quota });
