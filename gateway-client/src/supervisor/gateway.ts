import { bytes, milliseconds } from "@gatehouse/contract/units.ts";
import type { Logger } from "pino";
import { createCallMetrics } from "../admin/call-metrics.ts";
import { startAdminServer } from "../admin/server.ts";
import { watchBackends } from "../backends/gossip.ts";
import type { GatewayConfig } from "../config/schema.ts";
import { createSharedLimits, type SharedLimits } from "../limits/limits.ts";
import { startCollector } from "../telemetry/collector.ts";
import { discardingSpool, openSpool } from "../telemetry/spool.ts";
import { followCertificates } from "./certificates.ts";
import { openDataFolder } from "./data-folder.ts";
import { createFaultNote } from "./faults.ts";
import { limitStoreOf } from "./limit-store.ts";
import { createObservatory } from "./observatory.ts";
import { portFault } from "./probe-port.ts";
import { restoreQuotas, saveQuotas } from "./quota-file.ts";
import { metricsOf, type Reported, statusPageOf } from "./report.ts";
import { connectSource } from "./source.ts";
import { threadSettings } from "./thread-data.ts";
import { createThreads } from "./threads.ts";

const SAVE_QUOTAS_EVERY_MS = 10_000;

export interface RunningGateway {
  readonly trafficPort: number;
  /** With TLS; undefined where there are no certificates. */
  readonly securePort: number | undefined;
  readonly adminPort: number;
  /** Goes on in new log files: the old ones were moved away. */
  reopenFiles(): void;
  /** Stops accepting, finishes what is in flight within the configured time, keeps and sends what was counted. */
  stop(): Promise<void>;
}

/** Starts a gateway: the last good snapshot, the traffic port, then whatever the source has. @throws Error for the operator */
export async function startGateway(config: GatewayConfig, log: Logger): Promise<RunningGateway> {
  const folder = await openDataFolder(config.dataDir);
  const limits = createSharedLimits();
  if (!(await restoreQuotas(folder.path, limits, Date.now())))
    log.error("the kept quotas are unreadable and begin anew");

  const spool = config.controlPlane
    ? await openSpool(folder.telemetry, folder.node, bytes(config.spoolMax))
    : discardingSpool();
  const calls = createCallMetrics();
  const collector = startCollector({ spool, observe: calls.observe, onSpooled: () => source.wakeSender() });
  const observatory = createObservatory(config, {
    node: folder.node,
    log,
    send: collector.keep,
    collect: () => metricsOf(reported),
  });
  const source = await connectSource(config, folder, spool, log, (manifest) => threads.serve(manifest));
  const settings = threadSettings(config, folder.node);
  const backends = watchBackends(settings.gossipChannel);
  const threads = createThreads({
    count: config.threads,
    address: { ...config.traffic, securePort: config.https?.port ?? 0 },
    settings,
    limits,
    store: source.store,
    collector,
    onObservation: observatory.receive,
    log,
    onChange: () => source.wakeHeartbeat(),
  });
  const certificates = config.https && (await followCertificates(config.https, log, (next) => threads.secure(next)));
  if (certificates !== undefined) await threads.secure(certificates.material);
  const quotas = keepQuotas(folder.path, limits, log);
  let isStopping = false;
  const reported: Reported = {
    node: folder.node,
    startedAtMs: Date.now(),
    intake: source.intake.state,
    threads,
    calls,
    collector,
    observatory,
    spool,
    certificates,
    limitStore: limitStoreOf(config, limits),
    backends,
    faults: { ...source.faults, quotas: quotas.fault },
    isReady: () => !isStopping && threads.serving > 0,
  };

  const { host, port } = config.admin;
  const admin = await startAdminServer(config.admin, {
    isReady: reported.isReady,
    metrics: () => metricsOf(reported),
    status: () => statusPageOf(reported),
    traces: observatory.traces,
  }).catch((error: unknown) => {
    throw new Error(portFault(error, host, port));
  });
  threads.start();
  await source.intake.restore();
  const { plain: trafficPort, secure: securePort } = await threads.listen();
  source.follow(reported);
  log.info({ trafficPort, securePort, adminPort: admin.port, node: folder.node }, "the gateway is up");

  return {
    trafficPort,
    securePort,
    adminPort: admin.port,
    reopenFiles: observatory.reopenFiles,
    async stop() {
      isStopping = true;
      source.stopFollowing();
      certificates?.stop();
      backends.stop();
      await threads.stop(milliseconds(config.stopTimeout));
      await Promise.all([collector.stop(), observatory.stop()]);
      await Promise.all([source.flush(), quotas.stop()]);
      await Promise.all([source.close(), admin.close()]);
    },
  };
}

/** Writes the quotas down now and then, and at the end. */
function keepQuotas(folder: string, limits: SharedLimits, log: Logger) {
  const fault = createFaultNote("keeping quotas", log);
  const save = () => saveQuotas(folder, limits, Date.now()).then(() => fault.note(undefined), fault.note);
  const timer = setInterval(save, SAVE_QUOTAS_EVERY_MS);
  return {
    fault,
    stop: () => {
      clearInterval(timer);
      return save();
    },
  };
}
