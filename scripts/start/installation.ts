import { rmSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../lib/db/database.ts";
import { type Demo, seedDemo } from "../../prisma/seed/demo.ts";
import { isEmpty, provision } from "../../prisma/seed/provision.ts";
import { applyMigrations } from "../migrations/apply.ts";
import { backendPort } from "./backend-port.ts";
import { ensureBuilt } from "./build.ts";
import { startDatabase } from "./database.ts";
import { discardHalfFilled, fillOnce } from "./first-fill.ts";
import { lockDataDir } from "./lock.ts";
import { assertPortsFree, StartError } from "./ports.ts";
import { localUrl, runBackend, runGateway, runWeb, runWorker, type Surroundings } from "./programs.ts";
import { loadSecrets } from "./secrets.ts";
import { readyFile, type Settings } from "./settings.ts";

export interface Installation {
  urls: { portal: string; console: string; api: string; gateway: string; gatewayAdmin: string; backend: string };
  databaseUrl: string;
  demo: Demo | undefined;
  /** Name → process id, of what runs now. */
  pids: () => Record<string, number | undefined>;
  stop: () => Promise<void>;
}

/** How long programs of a killed start may take to notice and leave. */
const LEFT_OVER_PATIENCE_MS = 10_000;

/** Takes note of how to stop what was started. */
type Keep = (stop: () => Promise<void> | void) => void;

/**
 * Starts both planes on this machine and returns when all of it answers: what `npm start`, the journeys and the benchmarks
 * run. On failure, or when `signal` is aborted meanwhile, everything that was started is
 * stopped again.
 */
export async function startInstallation(
  settings: Settings,
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<Installation> {
  const started: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (let last = started.pop(); last; last = started.pop()) await last();
  };
  // What is still on its way up when the rest is being stopped goes down as soon as it is there.
  const keep: Keep = (stopOne) => (signal?.aborted ? void stopOne() : void started.push(stopOne));
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener("abort", () => reject(new StartError("The start was stopped.")), { once: true });
  });
  try {
    return await Promise.race([startAll(settings, say, keep, stop, signal), aborted]);
  } catch (error) {
    // Nothing may be left behind by a start that came to nothing.
    await stop();
    throw error;
  }
}

async function startAll(
  settings: Settings,
  say: (line: string) => void,
  keep: Keep,
  stop: () => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<Installation> {
  const lock = lockDataDir(settings.dataDir);
  keep(lock.release);
  // Of a start that was killed: whoever waits for the file must not find that one.
  rmSync(readyFile(settings.dataDir), { force: true });
  await assertPortsFree(wantedPorts(settings), lock.wasLeftOver ? LEFT_OVER_PATIENCE_MS : 0);
  // What the person at the terminal must mend was found before this, the long part.
  await ensureBuilt(say, signal);
  const secrets = loadSecrets(settings.dataDir);

  say("starting the database");
  const { databaseUrl: ownServer, dataDir } = settings;
  const database = await startDatabase({ dataDir, password: secrets.postgresPassword, databaseUrl: ownServer, say });
  keep(database.stop);
  await discardHalfFilled(settings.dataDir, database);
  const applied = await applyMigrations(database.url);
  if (applied.length > 0) say(`applied ${applied.length} migration${applied.length === 1 ? "" : "s"}`);

  const surroundings: Surroundings = { settings, secrets, databaseUrl: database.url, say };
  const port = await backendPort(settings.dataDir);
  const { identity, demo } = await prepareData(surroundings, `http://127.0.0.1:${port}`);

  say("starting control plane, worker, gateway and sample backend");
  const programs = {
    backend: runBackend(settings, port, say),
    web: runWeb(surroundings),
    worker: runWorker(surroundings),
    gateway: runGateway(surroundings, identity),
  };
  for (const program of Object.values(programs)) keep(program.stop);
  await Promise.all(Object.values(programs).map((program) => program.ready()));

  const controlPlane = localUrl(settings.host, settings.port);
  return {
    urls: {
      portal: `${controlPlane}/`,
      console: `${controlPlane}/console`,
      api: `${controlPlane}/api/v1`,
      gateway: localUrl(settings.host, settings.gatewayPort),
      gatewayAdmin: `http://127.0.0.1:${settings.gatewayAdminPort}`,
      backend: `http://127.0.0.1:${port}`,
    },
    databaseUrl: database.url,
    demo,
    pids: () => ({
      start: process.pid,
      postgres: database.pid,
      ...Object.fromEntries(Object.entries(programs).map(([name, program]) => [name, program.pid])),
    }),
    stop,
  };
}

/** What must be in the database before anything runs: the installation's own rows, and the demo at the first start. */
async function prepareData(surroundings: Surroundings, backendUrl: string) {
  const { settings, secrets, databaseUrl, say } = surroundings;
  const db = openDatabase(databaseUrl, { connectionsMax: 4 });
  try {
    const gatewayUrl = localUrl(settings.host, settings.gatewayPort);
    const provisionAll = () =>
      provision(db, {
        ...settings,
        gatewayUrl,
        gatewayFile: join(settings.dataDir, "gateway.json"),
        controlPlaneUrl: localUrl(settings.host, settings.port),
        keys: { encryptionKey: Buffer.from(secrets.encryptionKey, "base64"), signingKey: secrets.signingKey },
      });
    const identity = await ((await isEmpty(db)) ? fillOnce(settings.dataDir, provisionAll) : provisionAll());
    if (settings.seed === "none") return { identity, demo: undefined };
    const demo = await seedDemo(db, {
      dataDir: settings.dataDir,
      backendUrl,
      gatewayUrl,
      hasAdministrator: settings.adminEmail !== undefined,
      say,
    });
    return { identity, demo };
  } finally {
    await db.$disconnect();
  }
}

function wantedPorts({ host, port, gatewayPort, gatewayAdminPort }: Settings) {
  return [
    { port, host, variable: "PORT", purpose: "control plane" },
    { port: gatewayPort, host, variable: "GATEWAY_PORT", purpose: "gateway" },
    {
      port: gatewayAdminPort,
      host: "127.0.0.1",
      variable: "GATEWAY_ADMIN_PORT",
      purpose: "the gateway's administration",
    },
  ];
}
