import { execFileSync } from "node:child_process";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "./support/gateway.ts";
import { SUBSCRIPTION } from "./support/snapshot.ts";
import { until } from "./support/until.ts";
import { useWorld } from "./support/world.ts";

const world = useWorld();

test("every call is counted under its version, operation, subscription and status", async () => {
  const { controlPlane, gateway } = await world.serving();
  await callTimes(gateway, 30);
  await callTimes(gateway, 20, { "x-api-key": "wrong" });
  await fetch(`${gateway.url}/nowhere`);
  await controlPlane.untilCalls(51);
  const sums = new Map<string, number>();
  for (const { version, subscription, status, calls } of controlPlane.counters) {
    const name = [version, subscription, status].join(" ");
    sums.set(name, (sums.get(name) ?? 0) + calls);
  }
  expect(Object.fromEntries(sums)).toEqual({
    [`echo-v1 ${SUBSCRIPTION} 200`]: 30,
    "echo-v1  401": 20,
    "  404": 1,
  });
});

test("the control plane goes and comes back: the counts are exact", async () => {
  const { controlPlane, gateway } = await world.serving();
  await callTimes(gateway, 10);
  await controlPlane.untilCalls(10);
  await controlPlane.close();
  for (let round = 0; round < 4; round++) {
    await callTimes(gateway, 50);
    await untilSpooled(gateway);
  }
  const back = await world.controlPlane(controlPlane.port, controlPlane);
  await callTimes(gateway, 5);
  await back.untilCalls(215);
  await untilSent(gateway);
  expect(back.calls()).toBe(215);
});

test("a batch whose acknowledgement got lost is sent again and counted once", async () => {
  const { controlPlane, gateway } = await world.serving();
  controlPlane.telemetryFault = "lost";
  await callTimes(gateway, 25);
  await until("a batch came twice", () => [...controlPlane.batches.values()].some((times) => times > 1));
  controlPlane.telemetryFault = undefined;
  await untilSent(gateway);
  expect(controlPlane.calls()).toBe(25);
});

test("after kill -9 what was on disk is sent under the same numbers", async () => {
  const { controlPlane, gateway } = await world.serving();
  await controlPlane.close();
  await callTimes(gateway, 40);
  await untilSpooled(gateway);
  await gateway.kill("SIGKILL");

  const back = await world.controlPlane(controlPlane.port, controlPlane);
  const again = await world.gateway({ controlPlaneUrl: controlPlane.url, dataDir: gateway.dataDir });
  await callTimes(again, 2);
  await back.untilCalls(42);
  await untilSent(again);
  expect(back.calls()).toBe(42);
  expect(new Set([...back.batches.keys()].map((id) => id.split("/")[0])).size, "one node").toBe(1);
});

test("a batch that can never be taken is set aside and holds up no other", async () => {
  const { controlPlane, gateway } = await world.serving();
  controlPlane.telemetryFault = 422;
  await callTimes(gateway, 3);
  await until("it is set aside", async () => (await gateway.status()).telemetry.batchesRejected === 1);
  controlPlane.telemetryFault = undefined;
  await callTimes(gateway, 4);
  await controlPlane.untilCalls(4);
  expect(gateway.output()).toMatch(/sending telemetry: trouble/);
});

test("a spool folder that takes nothing costs no call and no count", async () => {
  const { controlPlane, gateway } = await world.serving();
  const spool = join(gateway.dataDir, "telemetry");
  await rename(spool, `${spool}-away`);
  await writeFile(spool, "");
  await callTimes(gateway, 60);
  await until("it says so", async () => (await gateway.status()).troubles.telemetryOnDisk !== null);
  await callTimes(gateway, 40);
  expect(await metric(gateway, "gatehouse_gateway_telemetry_spool_failing")).toBe(1);

  await rm(spool);
  await rename(`${spool}-away`, spool);
  await controlPlane.untilCalls(100);
  await untilSent(gateway);
  expect(controlPlane.calls()).toBe(100);
  expect(await metric(gateway, "gatehouse_gateway_telemetry_spool_failing")).toBe(0);
});

test.skipIf(!canMount())("a full disk costs no call, no count and no change", async () => {
  const dataDir = await smallDisk();
  const { controlPlane, gateway, build } = await world.serving({ dataDir, snapshot: { release: "1" } });
  await writeFile(join(dataDir, "filler"), Buffer.alloc(2 * 1024 * 1024)).catch(() => undefined);
  await callTimes(gateway, 60);
  await until("it says so", async () => /ENOSPC/.test((await gateway.status()).troubles.telemetryOnDisk));
  controlPlane.publish(build(2, { release: "2" }));
  await controlPlane.untilApplied(2);
  expect((await gateway.call()).headers.get("x-release")).toBe("2");
  await until("it says so", async () => /ENOSPC/.test((await gateway.status()).troubles.snapshotOnDisk));

  await rm(join(dataDir, "filler"));
  await controlPlane.untilCalls(61);
  await untilSent(gateway);
  expect(controlPlane.calls()).toBe(61);
  await until("the snapshot is kept after all", async () => (await gateway.status()).troubles.snapshotOnDisk === null);
});

type Gateway = Awaited<ReturnType<typeof world.gateway>>;

async function callTimes(gateway: Gateway, times: number, headers = { "x-api-key": "a-key" }): Promise<void> {
  const answers = await Promise.all(Array.from({ length: times }, () => gateway.call("/echo/hello", headers)));
  for (const answer of answers) await answer.arrayBuffer();
}

/** Everything counted so far is on the disk. */
async function untilSpooled(gateway: Gateway): Promise<void> {
  const before = (await gateway.status()).calls;
  await until("the calls are on the disk", async () => {
    const { telemetry, calls } = await gateway.status();
    return calls >= before && telemetry.countersInMemory === 0 && telemetry.batchesOnDisk > 0;
  });
}

async function untilSent(gateway: Gateway): Promise<void> {
  await until("the spool is empty", async () => {
    const { telemetry } = await gateway.status();
    return telemetry.batchesOnDisk === 0 && telemetry.countersInMemory === 0;
  });
}

async function metric(gateway: Gateway, name: string): Promise<number> {
  const text = await (await fetch(`${gateway.adminUrl}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
}

/** A file system of 1 MiB, where the tests run as root of a machine that lets them. */
async function smallDisk(): Promise<string> {
  const folder = await temporaryFolder();
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]);
  world.defer(() => execFileSync("umount", [folder]));
  return folder;
}

function canMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  try {
    execFileSync("unshare", ["--mount", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false; // a container without the right to mount
  }
}
