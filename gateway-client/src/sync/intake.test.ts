import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Manifest } from "@gatehouse/contract/snapshot.ts";
import { beforeEach, expect, test } from "vitest";
import { type BuiltSnapshot, buildSnapshot, SIGNING_KEY_ID, signingPublicKeys } from "../../test/support/snapshot.ts";
import { openGenerations } from "./generations.ts";
import { createIntake, type Intake } from "./intake.ts";
import { openPartStore } from "./part-store.ts";
import { SnapshotRefused } from "./refused.ts";
import { importKeys } from "./verify.ts";

const keys = importKeys({ [SIGNING_KEY_ID]: signingPublicKeys.slice(SIGNING_KEY_ID.length + 1) });
const backendUrl = "http://127.0.0.1:9";
let folder: string;
let served: number[];
let fetched: string[];
let unloadable: Set<number>;
let refusals: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gateway-intake-"));
  served = [];
  fetched = [];
  unloadable = new Set();
  refusals = [];
});

test("a good snapshot is served and kept, and only parts that changed are fetched", async () => {
  const intake = await openIntake();
  const first = build(1);
  expect(await take(intake, first)).toBe(true);
  expect(fetched).toHaveLength(first.parts.size);

  fetched = [];
  expect(await take(intake, build(2, "other"))).toBe(true);
  expect(fetched).toHaveLength(1);
  expect(served).toEqual([1, 2]);
  expect(intake.state).toMatchObject({ applied: { generation: 2 }, refused: undefined, keepFault: undefined });
});

test("after a restart the last good snapshot is served without asking anybody", async () => {
  await take(await openIntake(), build(4));
  served = [];
  fetched = [];
  const restarted = await openIntake();
  await restarted.restore();
  expect({ served, fetched }).toEqual({ served: [4], fetched: [] });
});

test("bytes that are no manifest at all are called refused, and fetched again", async () => {
  const intake = await openIntake();
  expect(await intake.take(gzipSync(build(1).manifest))).toBe(false);
  expect(refusals).toEqual(["The manifest is not JSON."]);
  expect(await take(intake, build(1))).toBe(true);
  expect(served).toEqual([1]);
});

test("every single flipped bit of a manifest is refused", async () => {
  const intake = await openIntake();
  const { manifest, parts } = build(7);
  for (let at = 0; at < manifest.length; at++) {
    const changed = Buffer.from(manifest);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    await intake.take(changed);
    expect(served, `byte ${at}: ${changed.subarray(Math.max(0, at - 20), at + 20)}`).toEqual([]);
  }
  expect(parts.size).toBeGreaterThan(0);
  expect(intake.state.refusals).toBe(manifest.length);
});

test("a bit flipped in a part on its way is refused, and the same generation is good when it comes whole", async () => {
  const snapshot = build(2);
  const intake = await openIntake((sha256) => flipBit(snapshot.parts.get(sha256)));
  expect(await intake.take(snapshot.manifest)).toBe(false);
  expect(intake.state.refused).toMatchObject({ generation: 2, reason: expect.stringContaining("SHA-256") });
  expect(await take(await openIntake(), snapshot)).toBe(true);
});

test("a bit flipped on the disk refuses that generation; the one before it is served", async () => {
  const intake = await openIntake();
  await take(intake, build(1));
  const second = build(2, "only-in-2");
  await take(intake, second);
  const onlyInSecond = [...second.parts.keys()].filter((sha256) => !build(1).parts.has(sha256));
  for (const sha256 of onlyInSecond) {
    const path = join(folder, "parts", sha256.slice(0, 2), sha256);
    await writeFile(path, flipBit(await readFile(path)));
  }
  served = [];
  const restarted = await openIntake();
  await restarted.restore();
  expect(served).toEqual([1]);
  expect(restarted.state.refused).toMatchObject({ generation: 2 });

  expect(await take(restarted, second)).toBe(true);
  expect(served).toEqual([1, 2]);
});

test.each<[string, () => Buffer, RegExp]>([
  ["of another format", () => resigned({ format: 2 }), /format 2/],
  ["signed by nobody known", () => resigned({ signature: { keyId: "x", alg: "Ed25519", value: "AAAA" } }), /key x/],
  [
    "that needs more than it can",
    () => buildSnapshot({ generation: 1, backendUrl, requires: ["policy:magic@9"] }).manifest,
    /policy:magic@9/,
  ],
  ["that is no JSON", () => Buffer.from("{"), /not JSON/],
])("a manifest %s is refused with a reason", async (_name, manifest, reason) => {
  const intake = await openIntake();
  await intake.take(manifest());
  expect(served).toEqual([]);
  expect(intake.state.refusals).toBe(1);
  if (intake.state.refused) expect(intake.state.refused.reason).toMatch(reason);
});

test("an older manifest is refused though its signature is good", async () => {
  const intake = await openIntake();
  await take(intake, build(5));
  await take(intake, build(4));
  expect(intake.state).toMatchObject({ applied: { generation: 5 }, refused: { generation: 4 } });
});

test("a snapshot that does not load leaves the served one, and is not asked for again", async () => {
  const intake = await openIntake();
  await take(intake, build(1));
  unloadable.add(2);
  expect(await take(intake, build(2))).toBe(true);
  expect(intake.state).toMatchObject({ applied: { generation: 1 }, refused: { generation: 2, reason: "no" } });
  await take(intake, build(3));
  expect(intake.state).toMatchObject({ applied: { generation: 3 }, refused: undefined });
});

test("only so many generations are kept, and no part that none of them names", async () => {
  const intake = await openIntake();
  for (let generation = 1; generation <= 6; generation++)
    await take(intake, build(generation, `release-${generation}`));
  expect((await readdir(join(folder, "snapshots"))).sort()).toEqual(["000000000005.json", "000000000006.json"]);
  const shards = await readdir(join(folder, "parts"));
  const parts = (await Promise.all(shards.map((shard) => readdir(join(folder, "parts", shard))))).flat();
  const needed = new Set([5, 6].flatMap((generation) => [...build(generation, `release-${generation}`).parts.keys()]));
  expect(parts.sort()).toEqual([...needed].sort());
});

test("a disk that takes nothing stops no change: it is served and the fault is shown", async () => {
  await writeFile(join(folder, "parts"), "a file where a folder should be");
  const intake = await openIntake();
  expect(await take(intake, build(1))).toBe(true);
  expect(served).toEqual([1]);
  expect(intake.state.keepFault).toBeInstanceOf(Error);

  await rm(join(folder, "parts"));
  await intake.keepAgain();
  expect(intake.state.keepFault).toBeUndefined();
  const restarted = await openIntake();
  await restarted.restore();
  expect(restarted.state.applied).toMatchObject({ generation: 1 });
});

let current: BuiltSnapshot;

function take(intake: Intake, snapshot: BuiltSnapshot): Promise<boolean> {
  current = snapshot;
  return intake.take(snapshot.manifest);
}

async function openIntake(source = (sha256: string): Buffer => current.parts.get(sha256) ?? Buffer.alloc(0)) {
  const store = openPartStore(join(folder, "parts"));
  const serve = async (manifest: Manifest) => {
    for (const { sha256 } of Object.values(manifest.parts)) {
      if (!(await store.read(sha256))) throw new SnapshotRefused("damaged", { mayHeal: true });
    }
    if (unloadable.has(manifest.generation)) throw new SnapshotRefused("no");
    served.push(manifest.generation);
  };
  return createIntake({
    trust: { keys, capabilities: new Set() },
    store,
    source: async (sha256) => {
      fetched.push(sha256);
      return source(sha256);
    },
    generations: await openGenerations(join(folder, "snapshots"), store, 2),
    serve,
    onServed: () => undefined,
    onRefused: ({ reason }) => refusals.push(reason),
  });
}

function build(generation: number, release?: string): BuiltSnapshot {
  return buildSnapshot({ generation, backendUrl, ...(release === undefined ? {} : { release }) });
}

function resigned(changes: object): Buffer {
  return Buffer.from(JSON.stringify({ ...JSON.parse(build(1).manifest.toString()), ...changes }));
}

function flipBit(bytes: Buffer | undefined): Buffer {
  const changed = Buffer.from(bytes ?? Buffer.alloc(1));
  const at = changed.length >> 1;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
