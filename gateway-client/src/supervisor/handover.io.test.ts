import { createHash } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Manifest } from "@gatehouse/contract/snapshot.ts";
import { beforeEach, expect, test } from "vitest";
import { signSnapshot } from "../../test/support/snapshot.ts";
import { Directory } from "../snapshot/directory.ts";
import { openPartStore, type PartStore } from "../sync/part-store.ts";
import { SnapshotRefused } from "../sync/refused.ts";
import { handoverToNewThread, prepareHandover } from "./handover.ts";

const SUBSCRIPTION = "0190a000-0000-7000-8000-0000000000aa";
let store: PartStore;

beforeEach(async () => {
  store = openPartStore(await mkdtemp(join(tmpdir(), "gateway-handover-")));
});

/** More than two megabytes of keys go through a thread of their own, fewer do not: both ways must give the same. */
test.each([10, 20_000])("%d keys are found in the tables", async (count) => {
  const manifest = await storeSnapshot({ ...keyParts(count), settings: {} });
  const { tables, changed } = await prepareHandover(manifest, undefined, store);
  const directory = new Directory(tables);
  for (const index of [0, count >> 1, count - 1]) {
    expect(directory.findOwner(`key-${index}`)?.subscription.id).toBe(SUBSCRIPTION);
  }
  expect(directory.findOwner("another")).toBeUndefined();
  expect(changed.map(([name]) => name)).toEqual(["settings"]);
});

test("only what changed is handed over, and a part that is gone is gone", async () => {
  const before = await storeSnapshot({ ...keyParts(300), "api/a": { a: 1 }, "api/b": { b: 1 } });
  const { tables } = await prepareHandover(before, undefined, store);
  const { [partOfKey("key-7")]: _, ...fewer } = keyParts(300);
  const after = await storeSnapshot({ ...fewer, "api/a": { a: 2 } });
  const handover = await prepareHandover(after, { manifest: before, tables }, store);

  expect(handover.changed.map(([name]) => name)).toEqual(["api/a"]);
  expect(handover.removed).toEqual(["api/b"]);
  expect(new Directory(handover.tables).findOwner("key-7")).toBeUndefined();
  expect(handover.tables.subscriptionIndex).toBe(tables.subscriptionIndex);
  const again = await handoverToNewThread({ manifest: after, tables: handover.tables }, store);
  expect(again.tables).toBe(handover.tables);
});

test.each([10, 20_000])("a key part that cannot be loaded is refused by its name (of %d keys)", async (count) => {
  const manifest = await storeSnapshot({ ...keyParts(count), "keys/zz": { keys: { short: [SUBSCRIPTION, 0] } } });
  await expect(prepareHandover(manifest, undefined, store)).rejects.toThrow(/keys\/zz/);
});

test.each([10, 20_000])("a part that is not in the store may heal (of %d keys)", async (count) => {
  const manifest = await storeSnapshot(keyParts(count));
  await store.remove([Object.values(manifest.parts)[0]?.sha256 ?? ""]);
  const refusal = await prepareHandover(manifest, undefined, store).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SnapshotRefused);
  expect(refusal).toMatchObject({ mayHeal: true });
});

async function storeSnapshot(contents: Record<string, unknown>): Promise<Manifest> {
  const { manifest, parts } = signSnapshot(1, contents);
  for (const [sha256, bytes] of parts) await store.write(sha256, bytes);
  return JSON.parse(manifest.toString());
}

function keyParts(count: number): Record<string, { keys?: Record<string, unknown>; subscriptions?: object }> {
  const parts: ReturnType<typeof keyParts> = {
    "subscriptions/aa": {
      subscriptions: { [SUBSCRIPTION]: { plan: "p", application: "a", state: "active", endsAt: null } },
    },
  };
  for (let index = 0; index < count; index++) {
    const name = partOfKey(`key-${index}`);
    const part = parts[name] ?? { keys: {} };
    parts[name] = part;
    if (part.keys) part.keys[hashOf(`key-${index}`)] = [SUBSCRIPTION, 0];
  }
  return parts;
}

function partOfKey(key: string): string {
  return `keys/${hashOf(key).slice(0, 2)}`;
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
