import { write as writeTo } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** Whole lines on their way to a file or to standard output, in their order, within a bound of memory. */
export interface LineFile {
  /** Lines that were not written because the disk was too slow or refused them, ever. */
  readonly dropped: number;
  /** Takes whole lines; never waits. */
  append(lines: Uint8Array, count: number): void;
  /** Goes on in a new file of that name: whoever rotates has moved the old one away. */
  reopen(): void;
  /** Writes what is held and closes the file. */
  close(): Promise<void>;
}

export interface LineFileOptions {
  /** A path, or `stdout`. */
  to: string;
  /** Told of every failure, and `undefined` when lines are written again. */
  onFault(fault: unknown): void;
  bytesMax?: number;
}

/** What waits for a slow disk: some 40,000 lines. */
const WAITING_BYTES_MAX = 8 * 1024 * 1024;
const STDOUT = 1;
const FILE_MODE = 0o640;
const TRY_AGAIN_MS = 20;

export function openLineFile({ to, onFault, bytesMax = WAITING_BYTES_MAX }: LineFileOptions): LineFile {
  let waiting: { lines: Uint8Array; count: number }[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let file: FileHandle | undefined;
  let mustReopen = false;
  let writing: Promise<void> | undefined;

  const takeFile = async (): Promise<FileHandle> => {
    if (mustReopen) {
      mustReopen = false;
      await file?.close();
      file = undefined;
    }
    // Appending: each write goes to the end of the file, whoever else writes to it.
    file ??= await open(to, "a", FILE_MODE);
    return file;
  };
  const writeChunk = async (lines: Uint8Array) => {
    if (to === "stdout") return writeAll(stdout, lines);
    return writeAll(await takeFile(), lines);
  };
  const writeWaiting = async () => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const count = batch.reduce((sum, chunk) => sum + chunk.count, 0);
      const lines = batch.length === 1 && batch[0] ? batch[0].lines : Buffer.concat(batch.map((chunk) => chunk.lines));
      try {
        await writeChunk(lines);
        onFault(undefined);
      } catch (fault) {
        dropped += count; // the disk is full or the folder gone: holding more would only move the trouble into memory
        onFault(fault);
      }
      waitingBytes -= lines.length;
    }
    if (mustReopen && to !== "stdout") await takeFile().catch(onFault);
    writing = undefined;
  };
  const write = () => {
    writing ??= writeWaiting();
  };

  return {
    get dropped() {
      return dropped;
    },
    append(lines, count) {
      if (waitingBytes + lines.length > bytesMax) {
        dropped += count;
        return;
      }
      waiting.push({ lines, count });
      waitingBytes += lines.length;
      write();
    },
    reopen() {
      mustReopen = true;
      write();
    },
    async close() {
      while (writing !== undefined) await writing;
      await file?.close();
      file = undefined;
    },
  };
}

interface Sink {
  write(bytes: Uint8Array): Promise<{ bytesWritten: number }>;
}

/** Standard output by its number: a pipe that its reader has set to not block says so, and takes more a little later. */
const stdout: Sink = {
  write(bytes) {
    return new Promise((resolve, reject) => {
      writeTo(STDOUT, bytes, (error, bytesWritten) => {
        if (error === null) resolve({ bytesWritten });
        else if (error.code === "EAGAIN") resolve(sleep(TRY_AGAIN_MS, { bytesWritten: 0 }));
        else reject(error);
      });
    });
  },
};

async function writeAll(sink: Sink, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await sink.write(at === 0 ? bytes : bytes.subarray(at));
    at += bytesWritten;
  }
}
