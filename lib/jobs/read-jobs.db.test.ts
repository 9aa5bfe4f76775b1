import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { inTransaction } from "../db/transaction.ts";
import { enrol } from "../identity/testing.ts";
import { refusal } from "../subscriptions/testing.ts";
import { enqueue } from "./enqueue.ts";
import { installJobs } from "./install.ts";
import { readJobs } from "./read-jobs.ts";

const { db, url, contextOf } = testDatabase();

beforeAll(() => installJobs(url));

test("administrators see what waits, since when, and why a job was given up", async () => {
  const { actor } = await enrol(db, { isAdmin: true });
  const ctx = contextOf(actor);
  const enqueueOne = () => inTransaction(ctx, (tx) => enqueue(tx, "import.run", { importId: randomUUID() }));
  await enqueueOne();
  await db.$executeRaw`
    UPDATE pgboss.job SET state = 'failed', retry_count = 2, completed_on = now(), output = '{"message":"no disk"}'`;
  await enqueueOne();

  const { queues, failures, partsToBuild } = await readJobs(ctx);
  const [imports] = queues.filter(({ name }) => name === "import.run");
  expect(imports).toMatchObject({ waiting: 1, running: 0, failed: 1, done: 0, oldestWaitingAt: expect.any(String) });
  expect(failures).toMatchObject([{ queue: "import.run", attempts: 3, reason: "no disk" }]);
  expect(partsToBuild).toBe(0);
});

test("nobody else does", async () => {
  await expect(readJobs(contextOf((await enrol(db)).actor))).rejects.toEqual(refusal("not-permitted"));
});
