import type { Manifest } from "@gatehouse/contract/snapshot.ts";
import { type SharedTables, SnapshotError, updateTables } from "../snapshot/load.ts";
import type { PartStore } from "../sync/part-store.ts";
import { SnapshotRefused } from "../sync/refused.ts";
import type { Handover } from "./messages.ts";

/** What is served, as far as the next handover must know it. */
export interface Served {
  manifest: Manifest;
  tables: SharedTables;
}

/**
 * What the threads need in order to go from `served` (undefined for a new thread) to the manifest. Key and subscription
 * tables are made here, once for all threads.
 *
 * @throws SnapshotRefused when a part is damaged or cannot be loaded
 */
export async function prepareHandover(
  manifest: Manifest,
  served: Served | undefined,
  store: PartStore,
): Promise<Handover> {
  const changed: Handover["changed"] = [];
  const tableChanges = new Map<string, unknown>();
  for (const [name, { sha256 }] of Object.entries(manifest.parts)) {
    if (served?.manifest.parts[name]?.sha256 === sha256) continue;
    const bytes = await store.read(sha256);
    if (!bytes) throw new SnapshotRefused(`The part ${name} is missing or damaged on the disk.`, { mayHeal: true });
    if (isTablePart(name)) tableChanges.set(name, parsePart(name, bytes));
    else changed.push([name, toShared(bytes)]);
  }
  const gone = Object.keys(served?.manifest.parts ?? {}).filter((name) => !(name in manifest.parts));
  for (const name of gone.filter(isTablePart)) tableChanges.set(name, undefined);
  return {
    changed,
    removed: gone.filter((name) => !isTablePart(name)),
    tables: served && tableChanges.size === 0 ? served.tables : buildTables(served?.tables, tableChanges),
  };
}

/** The handover for a thread that starts while others serve: it shares their tables. */
export async function handoverToNewThread({ manifest, tables }: Served, store: PartStore): Promise<Handover> {
  const parts = Object.entries(manifest.parts).filter(([name]) => !isTablePart(name));
  const handover = await prepareHandover({ ...manifest, parts: Object.fromEntries(parts) }, undefined, store);
  return { ...handover, tables };
}

function isTablePart(name: string): boolean {
  return name.startsWith("keys/") || name.startsWith("subscriptions/");
}

function buildTables(previous: SharedTables | undefined, changes: Map<string, unknown>): SharedTables {
  try {
    return updateTables(previous, changes);
  } catch (error) {
    if (error instanceof SnapshotError) throw new SnapshotRefused(error.message); // one way of saying no to a snapshot
    throw error;
  }
}

function parsePart(name: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new SnapshotRefused(`The part ${name} is not JSON.`); // its hash is right: it was built so
  }
}

function toShared(bytes: Buffer): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}
