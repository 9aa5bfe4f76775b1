import type { Server } from "node:http";
import { type MessagePort, Worker } from "node:worker_threads";

/** In the thread: listens on a free port and says which. */
export function listenAndTell(server: Server, port: MessagePort | null): void {
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    port?.postMessage(typeof address === "object" ? address?.port : undefined);
  });
}

/** A server in a thread of its own, which ends with the test. */
export async function runInThread(file: string): Promise<AsyncDisposable & { url: string }> {
  const worker = new Worker(new URL(file, import.meta.url));
  const port = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      await worker.terminate();
    },
  };
}
