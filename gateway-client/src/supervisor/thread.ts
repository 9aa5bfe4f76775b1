import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { openThreadGossip } from "../backends/gossip.ts";
import { openCacheNeighbours } from "../cache/neighbours.ts";
import { createTrafficServer } from "../http/traffic-server.ts";
import { QuotaNotices } from "../limits/quota-notices.ts";
import { type LoadedSnapshot, SnapshotError } from "../snapshot/load.ts";
import { createValueResolver } from "../sync/values.ts";
import { createRecorder } from "../telemetry/recorder.ts";
import { watchThread } from "../telemetry/watch-thread.ts";
import { createLog } from "./log.ts";
import type { ThreadMessage, ThreadReply, ThreadRequest } from "./messages.ts";
import type { ThreadData } from "./thread-data.ts";
import { createThreadObservers } from "./thread-observers.ts";
import { createThreadSnapshot } from "./thread-snapshot.ts";

/** The entry of a thread that carries traffic. It does what the supervisor asks, one request after the other. */

const port = parentPort;
if (!port) throw new Error("This file is a thread of the gateway; start main.ts.");
const tell = (message: ThreadMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

const data: ThreadData = workerData;
const log = createLog(data.logLevel, { pid: process.pid, thread: data.index });
const holder: { current: LoadedSnapshot | undefined } = { current: undefined };
const observers = createThreadObservers(data, tell);
const gossip = openThreadGossip(data.gossipChannel, data.index);
const server = createTrafficServer({
  holder,
  gossip,
  limits: data.limits,
  redis: data.redis,
  thread: data.index,
  recorder: createRecorder(data.ring, tell),
  quotaNotices: new QuotaNotices((record) => tell({ kind: "quota", record })),
  trustedProxies: data.trustedProxies,
  bounds: data.bounds,
  cache: {
    bytesMax: data.cacheBytesMax,
    figures: data.figures,
    neighbours: openCacheNeighbours(`${data.gossipChannel}-cache`),
  },
  asksForCertificates: data.asksForCertificates,
  forwardsCertificates: data.forwardsCertificates,
  tracing: observers.tracing,
  accessLog: observers.accessLog,
  spans: observers.spans,
  reports: observers.reports,
  logError: (error, requestId) => log.error({ err: error, requestId }, "a request failed unforeseen"),
});
const snapshot = createThreadSnapshot(createValueResolver({ ...data, environment: process.env }), (next) => {
  holder.current = next;
  server.backends.serve(next);
});
gossip.join(server.backends);

watchThread(data.figures, server);
port.on("message", (request: ThreadRequest) => {
  perform(request).then(
    (reply) => tell(reply),
    (error: unknown) => {
      const isExpected = error instanceof SnapshotError || request.kind === "listen";
      if (!isExpected) log.error({ err: error, request: request.kind }, "a thread cannot do what it is asked");
      tell({ kind: "failed", reason: error instanceof Error ? error.message : String(error), code: codeOf(error) });
    },
  );
});

async function perform(request: ThreadRequest): Promise<ThreadReply> {
  if (request.kind === "prepare") await snapshot.prepare(request.handover);
  else if (request.kind === "commit") snapshot.commit();
  else if (request.kind === "abandon") snapshot.abandon();
  else if (request.kind === "secure") server.secure(request.material);
  else if (request.kind === "stop") {
    await server.close(request.timeoutMs);
    observers.flush();
  } else {
    const { host, port, isShared, isSecure } = request;
    const where = { host, port, reusePort: isShared };
    return { kind: "listening", port: await (isSecure ? server.listenSecurely(where) : server.listen(where)) };
  }
  return { kind: "done" };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
