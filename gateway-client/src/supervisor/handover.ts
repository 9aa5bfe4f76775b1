import type { Manifest } from "@gatehouse/contract/snapshot.ts";
import type { SharedTables } from "../snapshot/load.ts";
import type { PartStore } from "../sync/part-store.ts";
import { SnapshotRefused } from "../sync/refused.ts";
import { buildTables } from "./build-tables.ts";
import type { Handover } from "./messages.ts";

/** What is served, as far as the next handover must know it. */
export interface Served {
  manifest: Manifest;
  tables: SharedTables;
}

/**
 * What the threads need in order to go from `served` (undefined for a new thread) to the manifest. Key and subscription
 * tables are made once for all threads.
 *
 * @throws SnapshotRefused when a part is damaged or cannot be loaded
 */
export async function prepareHandover(
  manifest: Manifest,
  served: Served | undefined,
  store: PartStore,
): Promise<Handover> {
  const before = served?.manifest.parts ?? {};
  const removed = Object.keys(before).filter((name) => !(name in manifest.parts));
  const changed = Object.entries(manifest.parts).filter(([name, { sha256 }]) => before[name]?.sha256 !== sha256);
  const tableParts = changed.filter(([name]) => isTablePart(name));
  const threadParts = changed.filter(([name]) => !isTablePart(name));
  return {
    changed: await readParts(threadParts, store),
    removed: removed.filter((name) => !isTablePart(name)),
    tables: await buildTables(
      { previous: served?.tables, removed: removed.filter(isTablePart) },
      tableParts.map(([name, { sha256, bytes }]) => ({
        name,
        bytes,
        readInto: async (memory) => (await store.readInto(sha256, memory)) ?? refuseDamaged(name),
      })),
    ),
  };
}

/** The handover for a thread that starts while others serve: it shares their tables. */
export async function handoverToNewThread({ manifest, tables }: Served, store: PartStore): Promise<Handover> {
  const parts = Object.entries(manifest.parts).filter(([name]) => !isTablePart(name));
  return { changed: await readParts(parts, store), removed: [], tables };
}

function isTablePart(name: string): boolean {
  return name.startsWith("keys/") || name.startsWith("subscriptions/");
}

async function readParts(parts: [name: string, { sha256: string }][], store: PartStore): Promise<Handover["changed"]> {
  const read: Handover["changed"] = [];
  for (const [name, { sha256 }] of parts) read.push([name, await readPart(name, sha256, store)]);
  return read;
}

/** Into shared memory, which threads get without a copy. */
async function readPart(name: string, sha256: string, store: PartStore): Promise<SharedArrayBuffer> {
  const bytes = await store.read(sha256);
  if (!bytes) return refuseDamaged(name);
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}

function refuseDamaged(name: string): never {
  throw new SnapshotRefused(`The part ${name} is missing or damaged on the disk.`, { mayHeal: true });
}
