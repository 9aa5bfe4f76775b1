import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "./support/gateway.ts";
import { until } from "./support/until.ts";
import { useWorld } from "./support/world.ts";

const world = useWorld();
const twoThreads = { GATEHOUSE_GATEWAY_THREADS: "2" };

test("two threads share one rate limit exactly", async () => {
  const { gateway } = await world.serving({
    environment: twoThreads,
    snapshot: { rateLimits: [{ calls: 100, periodMs: 3_600_000 }] },
  });
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => gateway.call("/echo", { "x-api-key": "a-key", connection: "close" })),
  );
  const allowed = answers.filter(({ status }) => status === 200).length;
  const refused = answers.filter(({ status }) => status === 429).length;
  expect({ allowed, refused }).toEqual({ allowed: 100, refused: 200 });
});

test.each(["1", "2"])(
  "a thread that dies is started again on the same snapshot and its calls are counted (of %s)",
  async (count) => {
    const trap = await crashOnDemand();
    const { controlPlane, gateway } = await world.serving({
      environment: { GATEHOUSE_GATEWAY_THREADS: count, NODE_OPTIONS: `--import=${trap.module}` },
      snapshot: { release: "1" },
    });
    for (let call = 0; call < 20; call++) await gateway.call();
    await trap.spring();
    await until("it is started again", async () => (await gateway.status()).threads.restarts > 0);
    await until("all threads serve", async () => (await gateway.status()).threads.serving === Number(count));
    const answer = await gateway.call();
    expect([answer.status, answer.headers.get("x-release")]).toEqual([200, "1"]);
    await controlPlane.untilCalls(21);
  },
);

/** A module, loaded before the gateway in each of its threads, that makes one of them fail when a file appears. */
async function crashOnDemand() {
  const folder = await temporaryFolder();
  const path = join(folder, "trap.mjs");
  const file = join(folder, "now");
  await writeFile(
    path,
    `import { isMainThread } from "node:worker_threads";
     import { rmSync } from "node:fs";
     if (!isMainThread) setInterval(() => {
       try { rmSync(${JSON.stringify(file)}); } catch { return; }
       setImmediate(() => { throw new Error("the trap is sprung"); });
     }, 20).unref();`,
  );
  return { module: pathToFileURL(path).href, spring: () => writeFile(file, "") };
}
