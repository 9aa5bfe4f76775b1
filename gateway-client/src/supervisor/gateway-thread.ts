import { Worker } from "node:worker_threads";
import { isObservation, type Observation } from "../telemetry/observation.ts";
import type { TelemetryMessage } from "../telemetry/recorder.ts";
import type { ThreadMessage, ThreadReply, ThreadRequest } from "./messages.ts";
import type { ThreadData } from "./thread-data.ts";

/** A thread that carries traffic, seen from the supervisor. */
export interface GatewayThread {
  /** @throws ThreadFailed when the thread cannot do it, or ends before it has answered */
  ask(request: ThreadRequest): Promise<ThreadReply>;
  terminate(): Promise<void>;
}

/** A thread said no, or is no more: `isGone` tells which. `code` is the system's, where the system said no. */
export class ThreadFailed extends Error {
  readonly isGone: boolean;
  readonly code: string | undefined;

  constructor(reason: string, { isGone = false, code }: { isGone?: boolean; code?: string | undefined } = {}) {
    super(reason);
    this.name = "ThreadFailed";
    this.isGone = isGone;
    this.code = code;
  }
}

export interface ThreadOptions {
  workerData: ThreadData;
  onTelemetry(message: TelemetryMessage): void;
  onObservation(observation: Observation): void;
  /** Called once, after the last telemetry. */
  onExit(reason: string): void;
}

export function startGatewayThread({ workerData, onTelemetry, onObservation, onExit }: ThreadOptions): GatewayThread {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData });
  let pending: { resolve(reply: ThreadReply): void; reject(error: Error): void } | undefined;
  let exitReason = "it ended";
  let isGone = false;

  worker.on("message", (message: ThreadMessage) => {
    if (message.kind === "failed") pending?.reject(new ThreadFailed(message.reason, message));
    else if (message.kind === "done" || message.kind === "listening") pending?.resolve(message);
    else if (isObservation(message)) onObservation(message);
    else onTelemetry(message);
  });
  worker.on("error", (error) => {
    exitReason = error instanceof Error ? error.message : String(error);
  });
  worker.on("exit", () => {
    isGone = true;
    pending?.reject(new ThreadFailed(`A thread ended: ${exitReason}.`, { isGone: true }));
    onExit(exitReason);
  });

  return {
    ask(request) {
      if (isGone) return Promise.reject(new ThreadFailed(`A thread ended: ${exitReason}.`, { isGone: true }));
      return new Promise((resolve, reject) => {
        pending = { resolve, reject };
        worker.postMessage(request);
      });
    },
    async terminate() {
      await worker.terminate();
    },
  };
}
