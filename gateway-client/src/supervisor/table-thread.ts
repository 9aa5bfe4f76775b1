import { parentPort, workerData } from "node:worker_threads";
import type { SharedTables } from "../snapshot/tables.ts";
import { SnapshotRefused } from "../sync/refused.ts";
import { createTableBuilder } from "./table-builder.ts";

/** The entry of a thread that only builds tables: what it allocated on the way goes back to the system with it. */
export type TableRequest = { kind: "put"; name: string; length: number } | { kind: "finish" };

export type TableReply =
  | { kind: "done" }
  | { kind: "finished"; tables: SharedTables }
  | { kind: "refused"; reason: string };

const port = parentPort;
if (!port) throw new Error("This file is a thread of the gateway; start main.ts.");
const builder = createTableBuilder(workerData);

port.on("message", (request: TableRequest) => {
  perform(request).then(
    (reply) => port.postMessage(reply),
    (error: unknown) => {
      if (!(error instanceof SnapshotRefused)) throw error; // unforeseen: it ends the thread, which its owner notices
      const reply: TableReply = { kind: "refused", reason: error.reason };
      port.postMessage(reply);
    },
  );
});

async function perform(request: TableRequest): Promise<TableReply> {
  if (request.kind === "finish") return { kind: "finished", tables: await builder.finish() };
  await builder.put(request.name, request.length);
  return { kind: "done" };
}
