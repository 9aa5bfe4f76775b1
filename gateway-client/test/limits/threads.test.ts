import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { createSharedLimits } from "../../src/limits/limits.ts";

const CALLERS = 8;

it.each([[1], [4]])("%i threads together let exactly the limit pass, neither more nor less", async (threads) => {
  const calls = 5_000;
  const gate = new SharedArrayBuffer(4);
  const workerData = {
    shared: createSharedLimits(1024, 1024),
    gate,
    calls,
    periodMs: 3_600_000,
    attempts: 100_000,
    nowMs: 1_800_000_000_000,
  };
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("./taker.ts", import.meta.url), { workerData }),
  );
  const results = workers.map((worker) => once(worker, "message"));
  await Promise.all(workers.map((worker) => once(worker, "online")));
  Atomics.store(new Int32Array(gate), 0, 1);
  Atomics.notify(new Int32Array(gate), 0);

  const got = (await Promise.all(results)).map(([message]) => message);
  expect(got.reduce((sum, { rate }) => sum + rate, 0)).toBe(calls * CALLERS);
  expect(got.reduce((sum, { quota }) => sum + quota, 0)).toBe(calls * CALLERS);
});
