import { expect, it } from "vitest";
import { counterKey } from "../../policies/counter-key.ts";
import { ConcurrencyTable, createConcurrencyTable } from "./concurrency-table.ts";

const key = counterKey("a");

it("counts over threads, each key for itself", () => {
  const buffer = createConcurrencyTable(64);
  const [one, two] = [new ConcurrencyTable(buffer, 0), new ConcurrencyTable(buffer, 1)];
  expect([one.enter(key, 2), two.enter(key, 2), one.enter(key, 2), two.enter(counterKey("b"), 2)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  two.leave(key);
  expect(one.enter(key, 2)).toBe(true);
});

it("forgets what a thread that died had counted", () => {
  const buffer = createConcurrencyTable(64);
  const survivor = new ConcurrencyTable(buffer, 0);
  expect(new ConcurrencyTable(buffer, 1).enter(key, 1)).toBe(true);
  expect(survivor.enter(key, 1)).toBe(false);
  const successor = new ConcurrencyTable(buffer, 1);
  expect(successor.enter(key, 1)).toBe(true);
});

it("wakes whoever waits in another thread's table when a call leaves", async () => {
  const buffer = createConcurrencyTable(64);
  const [one, two] = [new ConcurrencyTable(buffer, 0), new ConcurrencyTable(buffer, 1)];
  one.enter(key, 1);
  const woken = two.untilLeft(key, 60_000);
  one.leave(key);
  await woken;
  expect(two.enter(key, 1)).toBe(true);
});
