import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "@gatehouse/contract/snapshot.ts";
import { replaceFile } from "../storage/files.ts";
import type { PartStore } from "./part-store.ts";

/** Snapshots that were served, on disk: their manifests byte for byte and the parts that they name. */
export interface Generations {
  /** Manifests kept, newest first. They must be verified again: the disk may have changed them. */
  list(): Promise<Buffer[]>;
  /** Keeps a snapshot that is being served, once all its parts are safe, and forgets the oldest ones. */
  keep(manifest: Manifest, bytes: Buffer): Promise<void>;
}

const NAME = /^\d{12}\.json$/;

/** @param kept how many generations stay */
export async function openGenerations(folder: string, parts: PartStore, kept: number): Promise<Generations> {
  await mkdir(folder, { recursive: true });
  let held: { name: string; hashes: Set<string> }[] | undefined;

  const listNames = async () =>
    (await readdir(folder))
      .filter((name) => NAME.test(name))
      .sort()
      .reverse();
  const readHeld = async () => {
    const names = await listNames();
    return Promise.all(names.map(async (name) => ({ name, hashes: hashesIn(await readFile(join(folder, name))) })));
  };

  return {
    async list() {
      return Promise.all((await listNames()).map((name) => readFile(join(folder, name))));
    },

    async keep(manifest, bytes) {
      const name = `${String(manifest.generation).padStart(12, "0")}.json`;
      const hashes = new Set(Object.values(manifest.parts).map(({ sha256 }) => sha256));
      await parts.flush(hashes);
      await replaceFile(folder, name, bytes);

      const isFirst = held === undefined;
      const older = (held ?? (await readHeld())).filter((generation) => generation.name !== name);
      held = [{ name, hashes }, ...older.slice(0, kept - 1)];
      const dropped = older.slice(kept - 1);
      for (const generation of dropped) await rm(join(folder, generation.name), { force: true });

      const isNeeded = (sha256: string) => held?.some((generation) => generation.hashes.has(sha256)) ?? true;
      // Once after the start the whole folder is looked through, for what an interrupted fetch left; later only what fell out.
      if (isFirst) await parts.removeAllBut(isNeeded);
      for (const generation of dropped)
        await parts.remove([...generation.hashes].filter((sha256) => !isNeeded(sha256)));
    },
  };
}

/** Every hash in a kept manifest, also in one that a disk error made unreadable as JSON. */
function hashesIn(manifest: Buffer): Set<string> {
  return new Set(manifest.toString("latin1").match(/[0-9a-f]{64}/g) ?? []);
}
