import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { SharedTables } from "../snapshot/tables.ts";
import { SnapshotRefused } from "../sync/refused.ts";
import { createTableBuilder, type TableBase, type TableBuilder } from "./table-builder.ts";
import type { TableReply, TableRequest } from "./table-thread.ts";

/** What is built in the supervisor itself, in some milliseconds. More of it goes to a thread, so that probes are answered. */
const BYTES_HERE_MAX = 2 * 1024 * 1024;

export interface TablePart {
  name: string;
  bytes: number;
  /** Puts the part's JSON into the memory and gives back its length. */
  readInto(memory: Uint8Array): Promise<number>;
}

/**
 * The key and subscription tables with some parts put in their place, one part after the other: a million keys as JSON would
 * fill the memory.
 *
 * @throws SnapshotRefused when a part cannot be loaded
 */
export async function buildTables(before: Omit<TableBase, "memory">, parts: TablePart[]): Promise<SharedTables> {
  const memory = new SharedArrayBuffer(Math.max(0, ...parts.map((part) => part.bytes)));
  const base = { ...before, memory };
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const builder = bytes > BYTES_HERE_MAX ? startTableThread(base) : createTableBuilder(base);
  try {
    for (const { name, readInto } of parts) await builder.put(name, await readInto(new Uint8Array(memory)));
    return await builder.finish();
  } finally {
    await builder.end();
  }
}

function startTableThread(base: TableBase): TableBuilder {
  const worker = new Worker(new URL("./table-thread.ts", import.meta.url), { workerData: base });
  const ask = async (request: TableRequest): Promise<TableReply> => {
    worker.postMessage(request);
    const [reply] = await once(worker, "message"); // rejects when the thread fails
    return reply;
  };
  return {
    async put(name, length) {
      const reply = await ask({ kind: "put", name, length });
      if (reply.kind === "refused") throw new SnapshotRefused(reply.reason);
    },
    async finish() {
      const reply = await ask({ kind: "finish" });
      if (reply.kind !== "finished") throw new TypeError("The tables were not finished.");
      return reply.tables;
    },
    async end() {
      await worker.terminate();
    },
  };
}
