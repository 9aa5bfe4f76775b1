import { setTimeout as sleep } from "node:timers/promises";
import type { Manifest } from "@gatehouse/contract/snapshot.ts";
import type { Logger } from "pino";
import type { SharedLimits } from "../limits/limits.ts";
import { takeTurns } from "../storage/turns.ts";
import type { PartStore } from "../sync/part-store.ts";
import { SnapshotRefused } from "../sync/refused.ts";
import { backoffMs } from "../sync/waiting.ts";
import type { Collector } from "../telemetry/collector.ts";
import type { Observation } from "../telemetry/observation.ts";
import { createRing } from "../telemetry/ring.ts";
import { createFiguresOfThreads, type FiguresOfThreads } from "../telemetry/thread-figures.ts";
import type { TlsMaterial } from "../tls/material.ts";
import { type GatewayThread, startGatewayThread, ThreadFailed } from "./gateway-thread.ts";
import { handoverToNewThread, prepareHandover, type Served } from "./handover.ts";
import type { Handover, ThreadReply } from "./messages.ts";
import { assertPortIsFree, portFault } from "./probe-port.ts";
import type { ThreadSettings } from "./thread-data.ts";

/** The threads that carry the traffic, kept alive and on one snapshot. */
export interface Threads {
  readonly restarts: number;
  readonly serving: number;
  readonly figures: Pick<FiguresOfThreads, "sum" | "each">;
  /** Starts every thread. They listen only after `listen`. */
  start(): void;
  /** Brings certificates, those of the start or others. */
  secure(material: TlsMaterial): Promise<void>;
  /** Opens the traffic ports in every thread and gives them back. @throws Error with a sentence when one cannot be had */
  listen(): Promise<TrafficPorts>;
  /** Loads the snapshot in every thread, then swaps in all. @throws SnapshotRefused and then nothing has changed */
  serve(manifest: Manifest): Promise<void>;
  /** Stops accepting in every thread, lets requests in flight finish for so long, ends the threads. */
  stop(timeoutMs: number): Promise<void>;
}

export interface TrafficPorts {
  readonly plain: number;
  /** With TLS; undefined where there are no certificates. */
  readonly secure: number | undefined;
}

export interface ThreadsOptions {
  count: number;
  /** The secure port is opened where there are certificates. */
  address: { host: string; port: number; securePort: number };
  settings: ThreadSettings;
  limits: SharedLimits;
  store: PartStore;
  collector: Collector;
  onObservation(observation: Observation): void;
  log: Logger;
  onChange(): void;
}

/** A thread that lived longer is started again without waiting longer each time. */
const SETTLED_AFTER_MS = 30_000;

interface Slot {
  thread: GatewayThread;
  isListening: boolean;
}

export function createThreads(options: ThreadsOptions): Threads {
  const { count, address, settings, limits, store, collector, onObservation, log, onChange } = options;
  const slots: (Slot | undefined)[] = Array.from({ length: count }, () => undefined);
  const failures = new Array<number>(count).fill(0);
  const inTurn = takeTurns();
  const figuresOfThreads = createFiguresOfThreads();
  let served: Served | undefined;
  let material: TlsMaterial | undefined;
  let plain: number | undefined;
  let secure: number | undefined;
  let restarts = 0;
  let isStopping = false;

  const live = () => slots.filter((slot) => slot !== undefined);

  const startSlot = (index: number) => {
    const ring = createRing();
    const startedAt = performance.now();
    const figures = figuresOfThreads.add(index);
    const drain = collector.addThread(ring);
    const thread = startGatewayThread({
      workerData: { ...settings, index, ring, limits, figures },
      onTelemetry: drain.receive,
      onObservation,
      onExit: (reason) => {
        collector.removeThread(drain);
        figuresOfThreads.remove(figures);
        slots[index] = undefined;
        onChange();
        if (isStopping) return;
        log.error({ thread: index, reason }, "a thread ended and is started again");
        failures[index] = performance.now() - startedAt > SETTLED_AFTER_MS ? 0 : (failures[index] ?? 0) + 1;
        void restart(index);
      },
    });
    const slot = { thread, isListening: false };
    slots[index] = slot;
    return slot;
  };

  const open = async ({ thread }: Slot, port: number, isSecure: boolean) => {
    const { host } = address;
    const reply: ThreadReply = await thread
      .ask({ kind: "listen", host, port, isShared: count > 1, isSecure })
      .catch((error: unknown) => {
        throw error instanceof ThreadFailed && error.isGone ? error : new Error(portFault(error, host, port));
      });
    return reply.kind === "listening" ? reply.port : port;
  };

  const listenIn = async (slot: Slot) => {
    plain = await open(slot, plain ?? address.port, false);
    if (material !== undefined) {
      await slot.thread.ask({ kind: "secure", material });
      secure = await open(slot, secure ?? address.securePort, true);
    }
    slot.isListening = true;
    onChange();
  };

  /** Until the thread serves what the others serve; a thread that fails in between comes back here by its exit. */
  const restart = async (index: number): Promise<void> => {
    await sleep(backoffMs(failures[index] ?? 0));
    if (isStopping) return;
    restarts++;
    await inTurn(async () => {
      const slot = startSlot(index);
      try {
        if (served) await swapIn([slot], await handoverToNewThread(served, store));
        if (plain !== undefined) await listenIn(slot);
      } catch (error) {
        log.error({ thread: index, err: error }, "a thread could not be started again");
        if (!(error instanceof ThreadFailed && error.isGone)) await slot.thread.terminate(); // its exit starts the next try
      }
    });
  };

  return {
    get restarts() {
      return restarts;
    },
    get serving() {
      return served === undefined ? 0 : live().filter(({ isListening }) => isListening).length;
    },
    figures: figuresOfThreads,
    start() {
      for (let index = 0; index < count; index++) startSlot(index);
    },
    listen: () =>
      inTurn(async () => {
        if (count > 1) await assertPortIsFree(address.host, address.port);
        if (count > 1 && material !== undefined) await assertPortIsFree(address.host, address.securePort);
        for (const slot of live()) await listenIn(slot);
        if (plain === undefined) throw new ThreadFailed("No thread listens.", { isGone: true });
        return { plain, secure };
      }),
    secure: (next) =>
      inTurn(async () => {
        material = next;
        const slots = live().filter(({ isListening }) => isListening);
        await Promise.allSettled(slots.map(({ thread }) => thread.ask({ kind: "secure", material: next })));
      }),
    serve: (manifest) =>
      inTurn(async () => {
        const handover = await prepareHandover(manifest, served, store);
        await swapIn(live(), handover);
        served = { manifest, tables: handover.tables };
      }),
    async stop(timeoutMs) {
      isStopping = true;
      await Promise.all(
        live().map(async ({ thread }) => {
          await thread.ask({ kind: "stop", timeoutMs }).catch((error: unknown) => log.warn({ err: error }, "a thread"));
          await thread.terminate();
        }),
      );
    },
  };
}

/** All of them load, and only when all could do they swap. */
async function swapIn(slots: Slot[], handover: Handover): Promise<void> {
  const loaded = await Promise.allSettled(slots.map(({ thread }) => thread.ask({ kind: "prepare", handover })));
  const failure = loaded.find((result) => result.status === "rejected")?.reason;
  if (!failure) {
    await Promise.allSettled(slots.map(({ thread }) => thread.ask({ kind: "commit" })));
    return;
  }
  await Promise.allSettled(slots.map(({ thread }) => thread.ask({ kind: "abandon" })));
  if (failure instanceof ThreadFailed) throw new SnapshotRefused(failure.message, { mayHeal: failure.isGone });
  throw failure;
}
