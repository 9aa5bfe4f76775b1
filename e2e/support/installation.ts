import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "../../scripts/start/build.ts";
import { type Installation, startInstallation } from "../../scripts/start/installation.ts";
import type { Settings } from "../../scripts/start/settings.ts";
import { type Client, clientWithToken } from "./client.ts";
import { freePorts } from "./free-ports.ts";

export interface TestInstallation extends Installation {
  /** Acts as the installation's automation: every permission, in every workspace. */
  automation: Client;
  settings: Settings;
  /** What the starter said, for a test that failed. */
  said: string[];
  remove: () => Promise<void>;
}

/** Both planes as real processes in a folder of their own, on ports of their own, with nothing in the database. The folder
 * stays where a start fails: its logs say why. */
export async function startTestInstallation(wanted: Partial<Settings> = {}): Promise<TestInstallation> {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  await ensureBuilt(say);
  const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-e2e-"));
  const bootstrapToken = randomBytes(24).toString("base64url");
  const [port = 0, gatewayPort = 0, gatewayAdminPort = 0] = await freePorts(3);
  const settings: Settings = {
    dataDir,
    host: "127.0.0.1",
    port,
    gatewayPort,
    gatewayAdminPort,
    databaseUrl: undefined,
    seed: "none",
    adminEmail: undefined,
    adminPassword: undefined,
    bootstrapToken,
    ...wanted,
  };
  const installation = await startInstallation(settings, say);
  return {
    ...installation,
    settings,
    automation: clientWithToken(installation.urls.api, bootstrapToken),
    said,
    remove: async () => {
      await installation.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
