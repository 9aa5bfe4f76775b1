import { open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes a file so that after any crash it is whole, old or new, and outlasts a loss of power. */
export async function replaceFile(folder: string, name: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = join(folder, `${name}.new`);
  try {
    await writeFile(temporary, bytes, { flush: true });
  } catch (error) {
    await rm(temporary, { force: true }); // a full disk leaves a stump behind
    throw error;
  }
  await rename(temporary, join(folder, name));
  await syncPath(folder);
}

/** Reads a file into memory that is there already, and gives back its length. @throws when it does not fit */
export async function readFileInto(path: string, memory: Uint8Array): Promise<number> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    if (size > memory.length) throw new RangeError(`${path} is larger than ${memory.length} bytes`);
    const { bytesRead } = await handle.read(memory, 0, size, 0);
    return bytesRead;
  } finally {
    await handle.close();
  }
}

/** Makes a file's content, or a folder's names, outlast a loss of power. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** For `catch`: a missing file reads as undefined. */
export function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
