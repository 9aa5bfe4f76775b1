import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "./support/gateway.ts";
import { type BuiltSnapshot, buildSnapshot, signingPublicKeys, signSnapshot } from "./support/snapshot.ts";
import { until } from "./support/until.ts";
import { useWorld } from "./support/world.ts";

const world = useWorld();

test("one flipped bit on the way is refused, the last good snapshot serves on, and a whole copy is taken later", async () => {
  const { controlPlane, gateway, build } = await world.serving({ snapshot: { release: "1" } });
  controlPlane.onSend = (what, bytes) => (what === "manifest" ? bytes : flipBit(bytes));
  controlPlane.publish(build(2, { release: "2" }));
  await until("the refusal is reported", () => controlPlane.lastStatus()?.refused?.generation === 2);
  expect(controlPlane.lastStatus()).toMatchObject({
    applied: 1,
    refused: { reason: expect.stringMatching(/SHA-256/) },
  });
  expect((await gateway.call()).headers.get("x-release")).toBe("1");

  controlPlane.onSend = (_, bytes) => bytes;
  await controlPlane.untilApplied(2);
  expect((await gateway.call()).headers.get("x-release")).toBe("2");
  expect(controlPlane.lastStatus()?.refused).toBeNull();
});

test("a snapshot with what the gateway does not know is refused as a whole, with a reason to act on", async () => {
  const { controlPlane, gateway, build } = await world.serving({ snapshot: { release: "1" } });
  const unknown = { policy: "magic", config: {}, id: "m", scope: "api" };
  const good = JSON.parse(
    build(2)
      .parts.get(partOf(build(2).manifest, "api/echo"))
      ?.toString() ?? "",
  );
  good.versions[0].documents[0].inbound.push(unknown);
  const contents = Object.fromEntries(
    Object.entries(JSON.parse(build(2).manifest.toString()).parts).map(([name, reference]) => [
      name,
      JSON.parse(
        build(2)
          .parts.get((reference as { sha256: string }).sha256)
          ?.toString() ?? "",
      ),
    ]),
  );
  controlPlane.publish(signSnapshot(2, { ...contents, "api/echo": good }));
  await until("the refusal is reported", () => controlPlane.lastStatus()?.refused?.generation === 2);
  expect(controlPlane.lastStatus()?.refused?.reason).toMatch(/api\/echo.*magic/);
  expect((await gateway.call()).headers.get("x-release")).toBe("1");
  expect((await gateway.status()).refused).toMatchObject({ generation: 2 });
});

test("started before the control plane it is alive and not ready, then serves without a restart", async () => {
  const placeholder = await world.controlPlane();
  await placeholder.close();
  const gateway = await world.gateway({ controlPlaneUrl: placeholder.url });
  expect((await fetch(`${gateway.adminUrl}/live`)).status).toBe(200);
  expect((await fetch(`${gateway.adminUrl}/ready`)).status).toBe(503);
  const refused = await gateway.call();
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: "gateway-not-ready" });

  const upstream = await world.upstream();
  const controlPlane = await world.controlPlane(placeholder.port);
  controlPlane.publish(snapshotFor(upstream.url));
  await until("the gateway is ready", gateway.isReady);
  expect((await gateway.call()).status).toBe(200);
});

test("after kill -9, without a control plane, it serves the last good snapshot from disk", async () => {
  const { controlPlane, gateway } = await world.serving({ snapshot: { release: "1" } });
  await untilKept(gateway.dataDir, 1);
  await gateway.kill("SIGKILL");
  await controlPlane.close();

  const again = await world.gateway({ controlPlaneUrl: controlPlane.url, dataDir: gateway.dataDir });
  expect(await again.isReady()).toBe(true);
  expect((await again.call()).headers.get("x-release")).toBe("1");
});

test("one flipped bit on the disk refuses that generation at the start, and the one before it serves", async () => {
  const { controlPlane, gateway, build } = await world.serving({ snapshot: { release: "1" } });
  controlPlane.publish(build(2, { release: "2" }));
  await controlPlane.untilApplied(2);
  await untilKept(gateway.dataDir, 2);
  await gateway.kill("SIGTERM");
  await controlPlane.close();
  const sha256 = partOf(build(2, { release: "2" }).manifest, "api/echo");
  const path = join(gateway.dataDir, "parts", sha256.slice(0, 2), sha256);
  await writeFile(path, flipBit(await readFile(path)));

  const again = await world.gateway({ controlPlaneUrl: controlPlane.url, dataDir: gateway.dataDir });
  expect((await again.call()).headers.get("x-release")).toBe("1");
  expect(await again.status()).toMatchObject({ applied: 1, refused: { generation: 2 } });
});

test("a local folder is served, watched, and its damaged change refused", async () => {
  const upstream = await world.upstream();
  const folder = await temporaryFolder();
  await writeFolder(folder, snapshotFor(upstream.url, 1, "1"));
  const gateway = await world.gateway({ argv: ["--snapshot", folder] });
  await until("the gateway is ready", gateway.isReady);
  expect((await gateway.call()).headers.get("x-release")).toBe("1");

  await writeFolder(folder, snapshotFor(upstream.url, 1, "changed"));
  await until("the change is served", async () => (await gateway.call()).headers.get("x-release") === "changed");

  const next = snapshotFor(upstream.url, 1, "broken");
  await writeFolder(folder, {
    ...next,
    manifest: Buffer.from(next.manifest.toString().replace('"group":"default"', '"group":"other"')),
  });
  await until("it is refused", async () => (await gateway.status()).refusals > 0);
  expect((await gateway.call()).headers.get("x-release")).toBe("changed");
});

function snapshotFor(backendUrl: string, generation = 1, release = "1"): BuiltSnapshot {
  return buildSnapshot({ generation, backendUrl, release });
}

async function writeFolder(folder: string, { manifest, parts }: BuiltSnapshot): Promise<void> {
  await mkdir(join(folder, "parts"), { recursive: true });
  for (const [sha256, bytes] of parts) await writeFile(join(folder, "parts", sha256), bytes);
  await writeFile(join(folder, "key.pub"), `${signingPublicKeys}\n`);
  await writeFile(join(folder, "manifest.json.new"), manifest);
  await rename(join(folder, "manifest.json.new"), join(folder, "manifest.json"));
}

/** Keeping follows serving: a kill right after the first call may come before it. */
async function untilKept(dataDir: string, generation: number): Promise<void> {
  const name = `${String(generation).padStart(12, "0")}.json`;
  await until(`generation ${generation} is on disk`, async () =>
    (await readdir(join(dataDir, "snapshots"))).includes(name),
  );
}

function partOf(manifest: Buffer, name: string): string {
  return JSON.parse(manifest.toString()).parts[name].sha256;
}

function flipBit(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  const at = changed.length >> 1;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
