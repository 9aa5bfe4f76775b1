import { type FSWatcher, watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ignoreMissing, readFileInto } from "../storage/files.ts";
import type { PartStore } from "./part-store.ts";
import { importKeys, sha256Of, type Trust } from "./verify.ts";
import { rest } from "./waiting.ts";

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

/** The folder's parts as a store that is only read. */
export function folderStore(folder: string): PartStore {
  const nothing = async () => undefined;
  return {
    has: async () => true,
    async read(sha256) {
      const bytes = await readFile(join(folder, FOLDER_PARTS, sha256)).catch(ignoreMissing);
      return bytes && sha256Of(bytes) === sha256 ? bytes : undefined;
    },
    async readInto(sha256, memory) {
      const length = await readFileInto(join(folder, FOLDER_PARTS, sha256), memory).catch(() => undefined);
      return length !== undefined && sha256Of(memory.subarray(0, length)) === sha256 ? length : undefined;
    },
    write: nothing,
    flush: nothing,
    remove: nothing,
    removeAllBut: nothing,
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
  await rest(LOOK_EVERY_MS, AbortSignal.any([signal, done.signal]));
  watcher?.close();
}
