import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ignoreMissing, readFileInto, syncPath } from "../storage/files.ts";
import { sha256Of } from "./verify.ts";

/** Parts on disk, by their SHA-256. What the disk does not take stays in memory, so that a full disk stops no change. */
export interface PartStore {
  has(sha256: string): Promise<boolean>;
  /** The part's bytes; undefined when it is missing or was damaged, and then it is removed to be fetched again. */
  read(sha256: string): Promise<Buffer | undefined>;
  /**
   * The same into memory that the caller uses again and again: what thousands of parts leave behind would stay resident.
   * Gives back how many bytes there are.
   */
  readInto(sha256: string, memory: Uint8Array): Promise<number | undefined>;
  /** Takes bytes whose hash the caller has checked. */
  write(sha256: string, bytes: Buffer): Promise<void>;
  /** @throws when a part is not safely on disk: a manifest that names it must not be written then. */
  flush(sha256s: Iterable<string>): Promise<void>;
  remove(sha256s: Iterable<string>): Promise<void>;
  removeAllBut(isNeeded: (sha256: string) => boolean): Promise<void>;
}

export function openPartStore(folder: string): PartStore {
  const unwritten = new Map<string, Buffer>();
  const unflushed = new Set<string>();
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

  const writeToDisk = async (sha256: string, bytes: Buffer) => {
    await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
    await writeFile(`${pathOf(sha256)}.new`, bytes);
    await rename(`${pathOf(sha256)}.new`, pathOf(sha256));
    unflushed.add(sha256);
  };
  const removeOne = async (sha256: string) => {
    unwritten.delete(sha256);
    unflushed.delete(sha256);
    await rm(pathOf(sha256), { force: true });
  };

  return {
    async has(sha256) {
      if (unwritten.has(sha256)) return true;
      // A disk that does not even say so has no part, as far as serving goes: it is fetched.
      return stat(pathOf(sha256)).then(
        () => true,
        () => false,
      );
    },

    async read(sha256) {
      const held = unwritten.get(sha256);
      if (held) return held;
      const bytes = await readFile(pathOf(sha256)).catch(() => undefined);
      if (bytes && sha256Of(bytes) === sha256) return bytes;
      if (bytes) await removeOne(sha256);
      return undefined;
    },

    async readInto(sha256, memory) {
      const held = unwritten.get(sha256);
      if (held) {
        memory.set(held);
        return held.length;
      }
      const length = await readFileInto(pathOf(sha256), memory).catch(() => undefined);
      if (length !== undefined && sha256Of(memory.subarray(0, length)) === sha256) return length;
      if (length !== undefined) await removeOne(sha256);
      return undefined;
    },

    async write(sha256, bytes) {
      try {
        await writeToDisk(sha256, bytes);
      } catch {
        unwritten.set(sha256, bytes); // a full or failing disk; `flush` tries again and says so
      }
    },

    async flush(sha256s) {
      const folders = new Set<string>();
      for (const sha256 of sha256s) {
        const held = unwritten.get(sha256);
        if (held) await writeToDisk(sha256, held);
        unwritten.delete(sha256);
        if (!unflushed.has(sha256)) continue;
        await syncPath(pathOf(sha256));
        folders.add(join(folder, sha256.slice(0, 2)));
        unflushed.delete(sha256);
      }
      for (const changed of folders) await syncPath(changed);
      if (folders.size > 0) await syncPath(folder);
    },

    async remove(sha256s) {
      for (const sha256 of sha256s) await removeOne(sha256);
    },

    async removeAllBut(isNeeded) {
      for (const sha256 of unwritten.keys()) if (!isNeeded(sha256)) unwritten.delete(sha256);
      for (const shard of (await readdir(folder).catch(ignoreMissing)) ?? []) {
        for (const name of await readdir(join(folder, shard))) {
          if (!isNeeded(name)) await rm(join(folder, shard, name), { force: true });
        }
      }
    },
  };
}
