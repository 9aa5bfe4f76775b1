import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, realpath } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { ignoreMissing, replaceFile } from "../storage/files.ts";

const NODE_ID = "node-id";
const NODE_ID_FORM = /^[0-9a-f-]{36}$/;

/** What a gateway keeps over restarts. One process at a time owns the folder. */
export interface DataFolder {
  path: string;
  /** Made once per folder; names this gateway in heartbeats and batches. */
  node: string;
  snapshots: string;
  parts: string;
  telemetry: string;
}

/** @throws Error with a sentence for the operator when the folder cannot be used or another gateway uses it */
export async function openDataFolder(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await claim(await realpath(path));
  const known = (await readFile(join(path, NODE_ID), "utf8").catch(ignoreMissing))?.trim();
  const node = known !== undefined && NODE_ID_FORM.test(known) ? known : randomUUID();
  if (node !== known) await replaceFile(path, NODE_ID, `${node}\n`);
  return {
    path,
    node,
    snapshots: join(path, "snapshots"),
    parts: join(path, "parts"),
    telemetry: join(path, "telemetry"),
  };
}

/**
 * Two gateways on one folder would give the same numbers to different batches. An abstract socket (Linux) belongs to whoever
 * listens and goes with the process, however it ends; other systems have no such thing and no such guard.
 */
async function claim(path: string): Promise<void> {
  if (process.platform !== "linux") return;
  const name = createHash("sha256").update(path).digest("hex").slice(0, 32);
  const server = createServer((socket) => socket.destroy()).unref();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Error(`Another gateway uses the data folder ${path}.`) : error);
    });
    server.listen(`\0gatehouse-gateway-${name}`, resolve);
  });
}
