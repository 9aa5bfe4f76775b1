import { beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { inTransaction } from "../db/transaction.ts";
import { readImport } from "../imports/read.ts";
import { startImport } from "../imports/start.ts";
import { type Market, openMarket } from "../subscriptions/testing.ts";
import { enqueue } from "./enqueue.ts";
import { installJobs } from "./install.ts";
import { jobs } from "./jobs.ts";
import { startWorker } from "./work.ts";

const { db, url, contextOf } = testDatabase();
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
});
beforeEach(() => db.$executeRaw`DELETE FROM pgboss.job`);

const description = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  paths: { "/a": { get: { responses: { 200: { description: "ok" } } } } },
});
const startSome = () =>
  startImport(contextOf(market.publisher), market.workspace, {
    content: new TextEncoder().encode(description),
    mediaType: "application/json",
  });
const stateOf = (id: string) => readImport(contextOf(market.viewer), market.workspace, id).then(({ state }) => state);
const queued = () => db.$queryRaw<object[]>`SELECT name, retry_limit, expire_seconds, policy, data FROM pgboss.job`;

test("a job exists if and only if the transaction commits, with what its queue says", async () => {
  const payload = { importId: "0191d1ec-0000-7000-8000-000000000000" };
  const undone = inTransaction({ db }, async (tx) => {
    await enqueue(tx, "import.run", payload);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await expect(queued()).resolves.toEqual([]);

  await inTransaction({ db }, (tx) => enqueue(tx, "import.run", payload));
  const { retries, runSecondsMax } = jobs["import.run"];
  await expect(queued()).resolves.toEqual([
    { name: "import.run", retry_limit: retries, expire_seconds: runSecondsMax, policy: "standard", data: payload },
  ]);
});

test("a worker runs what is queued before and after it starts, each once", async () => {
  const before = await startSome();
  const worker = await startWorker(db, url);
  try {
    const after = await startSome();
    for (const { id } of [before, after]) await expect.poll(() => stateOf(id), { timeout: 20_000 }).toBe("done");
    const states = () => db.$queryRaw<{ state: string }[]>`SELECT state::text FROM pgboss.job`;
    await expect.poll(states, { timeout: 5_000 }).toEqual([{ state: "completed" }, { state: "completed" }]);
  } finally {
    await worker.stop();
  }
});

test("two workers share the jobs between them", async () => {
  const workers = await Promise.all([startWorker(db, url), startWorker(db, url)]);
  try {
    const started = [await startSome(), await startSome(), await startSome()];
    for (const { id } of started) await expect.poll(() => stateOf(id), { timeout: 20_000 }).toBe("done");
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
});

test("a worker whose process was killed loses its job to another one, which ends the import after the last try", async () => {
  const { id } = await startSome();
  await db.$executeRaw`
    UPDATE pgboss.job SET state = 'active', started_on = now() - interval '1 hour', heartbeat_on = now() - interval '1 hour',
           retry_count = ${jobs["import.run"].retries - 1}`;
  const worker = await startWorker(db, url);
  try {
    await expect.poll(() => stateOf(id), { timeout: 25_000 }).toBe("failed");
  } finally {
    await worker.stop();
  }
});

test("the queues may be installed again and again, by several at once", async () => {
  await expect(Promise.all([installJobs(url), installJobs(url)])).resolves.toBeDefined();
});
