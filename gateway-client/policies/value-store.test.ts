import { expect, it } from "vitest";
import { ValueStore } from "./value-store.ts";

it("keeps a value until its end", () => {
  const store = new ValueStore();
  store.set("a", [1], 100);
  expect(store.get("a", 99)).toEqual([1]);
  expect(store.get("a", 100)).toBeUndefined();
  expect(store.get("a", 0)).toBeUndefined();
});

it("forgets what was not read for longest when its memory is full", () => {
  const store = new ValueStore(8 * 1024);
  for (let index = 0; index < 100; index++) {
    store.set(`k${index}`, "v".repeat(100), 1);
    store.get("k0", 0);
  }
  expect(store.get("k0", 0)).toBeDefined();
  expect(store.get("k1", 0)).toBeUndefined();
  expect(store.get("k99", 0)).toBeDefined();
});

it("does not give its memory to one value", () => {
  const store = new ValueStore(8 * 1024);
  store.set("small", 1, 1);
  store.set("large", "v".repeat(10_000), 1);
  expect(store.get("large", 0)).toBeUndefined();
  expect(store.get("small", 0)).toBe(1);
});
