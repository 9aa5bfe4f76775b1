import type { Manifest } from "@gatehouse/contract/snapshot.ts";
import type { Logger } from "pino";
import { capabilities } from "../../policies/registry.ts";
import type { GatewayConfig } from "../config/schema.ts";
import { connectControlPlane } from "../sync/control-plane.ts";
import { folderStore, followFolder, readFolderKey } from "../sync/folder.ts";
import { openGenerations } from "../sync/generations.ts";
import { sendHeartbeats } from "../sync/heartbeat.ts";
import { createIntake, type Intake, type IntakeOptions } from "../sync/intake.ts";
import { openPartStore, type PartStore } from "../sync/part-store.ts";
import { pollManifest } from "../sync/poll.ts";
import { importKeys, type Trust } from "../sync/verify.ts";
import { createWaker } from "../sync/waiting.ts";
import { sendAll, sendSpool } from "../telemetry/sender.ts";
import type { Spool } from "../telemetry/spool.ts";
import type { DataFolder } from "./data-folder.ts";
import { createFaultNote, type FaultNote } from "./faults.ts";
import { heartbeatOf, type Reported } from "./report.ts";

const KEEP_AGAIN_EVERY_MS = 10_000;
/** How long the last batches may take at the end. What is not sent then is sent after the next start. */
const FLUSH_MS = 5_000;

/** Where snapshots come from and what was counted goes to. */
export interface Source {
  readonly intake: Intake;
  readonly store: PartStore;
  readonly faults: Record<"snapshot" | "status" | "telemetry", FaultNote>;
  /** Begins to take snapshots, to report and to send. */
  follow(reported: Reported): void;
  stopFollowing(): void;
  wakeSender(): void;
  wakeHeartbeat(): void;
  /** Sends what the spool holds, within a bound of time. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

type Serve = (manifest: Manifest) => Promise<void>;

export function connectSource(
  config: GatewayConfig,
  folder: DataFolder,
  spool: Spool,
  log: Logger,
  serve: Serve,
): Promise<Source> {
  return config.controlPlane ? fromControlPlane(config, folder, spool, log, serve) : fromFolder(config, log, serve);
}

async function fromControlPlane(
  config: GatewayConfig,
  folder: DataFolder,
  spool: Spool,
  log: Logger,
  serve: Serve,
): Promise<Source> {
  if (!config.controlPlane) throw new TypeError("no control plane is configured");
  const controlPlane = connectControlPlane(config.controlPlane);
  const store = openPartStore(folder.parts);
  const heartbeat = createWaker();
  const sender = createWaker();
  const following = new AbortController();
  const { signal } = following;
  const faults = {
    snapshot: createFaultNote("fetching snapshots", log),
    status: createFaultNote("reporting status", log),
    telemetry: createFaultNote("sending telemetry", log),
  };
  const intake = createIntake({
    trust: { keys: importKeys(config.signingKeys), capabilities: new Set(capabilities) },
    store,
    source: controlPlane.fetchPart,
    generations: await openGenerations(folder.snapshots, store, config.snapshotsKept),
    serve,
    ...intakeLog(log, heartbeat.wake),
  });
  const loops: Promise<void>[] = [];
  const keeper = setInterval(() => void intake.keepAgain(), KEEP_AGAIN_EVERY_MS);

  return {
    intake,
    store,
    faults,
    follow(reported) {
      const status = () => heartbeatOf(reported);
      loops.push(
        pollManifest({ controlPlane, take: intake.take, onFault: faults.snapshot.note, signal }),
        sendHeartbeats({
          controlPlane,
          status,
          waker: heartbeat,
          onAnswer: ({ gateways }) => reported.limitStore.setGateways(gateways),
          onFault: faults.status.note,
          signal,
        }),
        sendSpool({ spool, controlPlane, waker: sender, onFault: faults.telemetry.note, signal }),
      );
    },
    stopFollowing() {
      clearInterval(keeper);
      following.abort();
    },
    wakeSender: sender.wake,
    wakeHeartbeat: heartbeat.wake,
    async flush() {
      const limit = AbortSignal.timeout(FLUSH_MS);
      await Promise.race([Promise.all(loops), once(limit)]);
      await sendAll(spool, controlPlane, faults.telemetry.note, limit);
    },
    close: controlPlane.close,
  };
}

async function fromFolder({ snapshotFolder, signingKeys }: GatewayConfig, log: Logger, serve: Serve): Promise<Source> {
  if (snapshotFolder === undefined) throw new TypeError("no snapshot folder is configured");
  const store = folderStore(snapshotFolder);
  const following = new AbortController();
  const trust: Trust = { keys: importKeys(signingKeys), capabilities: new Set(capabilities) };
  const note = (what: string) => createFaultNote(what, log);
  const faults = { snapshot: note("reading the folder"), status: note("status"), telemetry: note("telemetry") };
  const intake = createIntake({
    trust,
    store,
    source: () => Promise.reject(new TypeError("a folder has all its parts")),
    generations: undefined,
    serve,
    ...intakeLog(log, () => undefined),
  });
  // Keys that the operator named count for more than the one that lies beside the snapshot.
  const take = async (manifest: Buffer) => {
    if (Object.keys(signingKeys).length === 0) trust.keys = await readFolderKey(snapshotFolder);
    return intake.take(manifest);
  };
  const nothing = async () => undefined;

  return {
    intake,
    store,
    faults,
    follow() {
      void followFolder({ folder: snapshotFolder, take, onFault: faults.snapshot.note, signal: following.signal });
    },
    stopFollowing: () => following.abort(),
    wakeSender: () => undefined,
    wakeHeartbeat: () => undefined,
    flush: nothing,
    close: nothing,
  };
}

/** Tells the operator what became of each snapshot, and then whoever wants to know. */
function intakeLog(log: Logger, tell: () => void): Pick<IntakeOptions, "onServed" | "onRefused"> {
  return {
    onServed(generation) {
      log.info({ generation }, "a snapshot is served");
      tell();
    },
    onRefused(refusal) {
      log.error(refusal, "a snapshot was refused");
      tell();
    },
  };
}

function once(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
