import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { CounterRecord } from "@gatehouse/contract/telemetry.ts";
import { beforeEach, expect, test } from "vitest";
import { openSpool, type Spool } from "./spool.ts";
import { MERGED_TOGETHER } from "./spooled-batch.ts";

const NODE = "node-under-test";
const ROOMY = 1024 ** 3;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gateway-spool-"));
});

test("batches leave oldest first under rising numbers, also over a restart with an empty spool", async () => {
  const spool = await openSpool(folder, NODE, ROOMY);
  await spool.append([counter()]);
  await spool.append([counter()]);
  expect(await sendAll(spool)).toMatchObject([{ sequence: 1 }, { sequence: 2 }]);

  const reopened = await openSpool(folder, NODE, ROOMY);
  await reopened.append([counter()]);
  expect(await sendAll(reopened)).toMatchObject([{ sequence: 3 }]);
});

test("what was not sent is there after a restart, under the same numbers", async () => {
  const spool = await openSpool(folder, NODE, ROOMY);
  await spool.append([counter({ calls: 5 })]);
  await spool.append([counter({ calls: 7 })]);
  const again = await openSpool(folder, NODE, ROOMY);
  expect(await sendAll(again)).toMatchObject([
    { sequence: 1, calls: 5 },
    { sequence: 2, calls: 7 },
  ]);
});

test("counters of an outage are merged, all but the oldest batch, which may have been counted", async () => {
  const spool = await openSpool(folder, NODE, ROOMY);
  for (let batch = 0; batch <= MERGED_TOGETHER; batch++) await spool.append([counter({ calls: 1 })]);
  expect(spool.batches).toBe(2);
  expect(await sendAll(spool)).toMatchObject([
    { sequence: 1, calls: 1, records: 1 },
    { sequence: MERGED_TOGETHER + 1, calls: MERGED_TOGETHER, records: 1 },
  ]);
});

test("a crash between a merge and the removal of what was merged counts nothing twice", async () => {
  const spool = await openSpool(folder, NODE, ROOMY);
  await spool.append([counter({ calls: 1 })]);
  const before = new Map<string, Buffer>();
  for (let batch = 0; batch < MERGED_TOGETHER; batch++) {
    if (batch === MERGED_TOGETHER - 1) {
      for (const name of await readdir(folder)) {
        if (name.endsWith(".gz")) before.set(name, await readFile(join(folder, name)));
      }
    }
    await spool.append([counter({ calls: 1 })]);
  }
  for (const [name, bytes] of before) await writeFile(join(folder, name), bytes);
  await writeFile(join(folder, "000000000099-000000000099.ndjson.gz.new"), "a stump");

  const sent = await sendAll(await openSpool(folder, NODE, ROOMY));
  expect(sent.reduce((sum, { calls }) => sum + calls, 0)).toBe(MERGED_TOGETHER + 1);
});

test("over its bound the spool drops the oldest and says how many calls that were", async () => {
  const spool = await openSpool(folder, NODE, 2_000);
  for (let minute = 0; minute < 20; minute++) {
    await spool.append(
      Array.from({ length: 20 }, (_, i) => counter({ at: minute * 60, operation: `o${i}`, calls: 3 })),
    );
  }
  const left = (await sendAll(spool)).reduce((sum, { calls }) => sum + calls, 0);
  expect(spool.lostCalls).toBeGreaterThan(0);
  expect(left + spool.lostCalls).toBe(20 * 20 * 3);
});

test("what the disk does not take comes back", async () => {
  const spool = await openSpool(folder, NODE, ROOMY);
  await rm(folder, { recursive: true });
  const { unwritten, fault } = await spool.append([counter({ calls: 4 })]);
  expect(unwritten).toMatchObject([{ calls: 4 }]);
  expect(fault).toBeInstanceOf(Error);
});

test("records of more than a batch's bound become several batches", async () => {
  const spool = await openSpool(folder, NODE, ROOMY);
  const operation = "o".repeat(1_000);
  await spool.append(Array.from({ length: 9_000 }, (_, i) => counter({ operation: `${operation}${i}` })));
  expect(spool.batches).toBe(3);
  for (const { bytes } of await sendAll(spool)) expect(bytes).toBeLessThanOrEqual(4 * 1024 * 1024);
});

test("a batch that is set aside holds up nothing and keeps its number", async () => {
  const spool = await openSpool(folder, NODE, ROOMY);
  await spool.append([counter()]);
  const oldest = await spool.oldest();
  if (oldest) await spool.setAside(oldest.batch);
  expect(spool).toMatchObject({ batches: 0, rejected: 1 });

  const again = await openSpool(folder, NODE, ROOMY);
  await again.append([counter()]);
  expect(await sendAll(again)).toMatchObject([{ sequence: 2 }]);
});

async function sendAll(spool: Spool) {
  const sent: { sequence: number; calls: number; records: number; bytes: number }[] = [];
  for (let oldest = await spool.oldest(); oldest; oldest = await spool.oldest()) {
    const text = gunzipSync(oldest.bytes).toString();
    const [header, ...records] = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const calls = records.reduce((sum, record) => sum + record.calls, 0);
    sent.push({ sequence: header.sequence, calls, records: records.length, bytes: text.length });
    await spool.remove(oldest.batch);
  }
  return sent;
}

function counter(changes: Partial<CounterRecord> = {}): CounterRecord {
  return {
    kind: "counter",
    at: 60,
    version: "v1",
    operation: "list",
    subscription: "s1",
    status: 200,
    calls: 1,
    bytesIn: 0,
    bytesOut: 0,
    latency: { "0": 1 },
    upstream: {},
    ...changes,
  };
}
