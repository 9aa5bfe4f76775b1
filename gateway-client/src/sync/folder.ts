import { type FSWatcher, watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PartSource } from "./fetch-parts.ts";
import { SnapshotRefused } from "./refused.ts";
import { importKeys, type Trust } from "./verify.ts";

/**
 * A snapshot in a local folder, as `gatehouse build` writes it:
 *
 * - `manifest.json`, the signed manifest; written last, by rename;
 * - `parts/<sha256>`, each part's canonical JSON;
 * - `key.pub`, one line `<key id>=<base64 of the Ed25519 public key, SPKI>`: whoever may write the folder may sign.
 */
export const FOLDER_MANIFEST = "manifest.json";
export const FOLDER_PARTS = "parts";
export const FOLDER_KEY = "key.pub";

const LOOK_EVERY_MS = 1_000;

/** Parts of the folder. @throws SnapshotRefused when one is missing */
export function folderSource(folder: string): PartSource {
  return async (sha256) => {
    try {
      return await readFile(join(folder, FOLDER_PARTS, sha256));
    } catch {
      throw new SnapshotRefused(`The folder has no part ${sha256}.`, { mayHeal: true }); // it is being written, or broken
    }
  };
}

/** The key that the folder brings along. */
export async function readFolderKey(folder: string): Promise<Trust["keys"]> {
  const text = (await readFile(join(folder, FOLDER_KEY), "utf8")).trim();
  const at = text.indexOf("=");
  return importKeys({ [text.slice(0, at)]: text.slice(at + 1) });
}

export interface FolderWatch {
  folder: string;
  /** False when the same manifest should be tried again. */
  take(manifest: Buffer): Promise<boolean>;
  onFault(fault: unknown): void;
  signal: AbortSignal;
}

/** Takes the folder's manifest, and every later one, until the signal ends it. */
export async function followFolder({ folder, take, onFault, signal }: FolderWatch): Promise<void> {
  let last: Buffer | undefined;
  while (!signal.aborted) {
    const changed = untilChanged(folder, signal);
    try {
      const manifest = await readFile(join(folder, FOLDER_MANIFEST));
      if (!last?.equals(manifest)) last = (await take(manifest)) ? manifest : undefined;
      onFault(undefined);
    } catch (fault) {
      onFault(fault); // not there (yet); what was served goes on
    }
    await changed;
  }
}

/** Notices a change at once where the system tells, and within a second anyway. */
async function untilChanged(folder: string, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, () => done.abort());
    watcher.on("error", () => done.abort());
  } catch {
    // no such folder yet, or no watching here: the clock has to do
  }
  await sleep(LOOK_EVERY_MS, undefined, { signal: AbortSignal.any([signal, done.signal]) }).catch(() => undefined);
  watcher?.close();
}
