import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "../../scripts/start/build.ts";
import { type Installation, startInstallation } from "../../scripts/start/installation.ts";
import { type Client, clientWithToken } from "./client.ts";

export interface TestInstallation extends Installation {
  /** Acts as the installation's automation: every permission, in every workspace. */
  automation: Client;
  /** What the starter said, for a test that failed. */
  said: string[];
  remove: () => Promise<void>;
}

/** Both planes as real processes in a folder of their own, on ports of their own, with nothing in the database. The folder
 * stays where a start fails: its logs say why. */
export async function startTestInstallation(): Promise<TestInstallation> {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  await ensureBuilt(say);
  const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-e2e-"));
  const bootstrapToken = randomBytes(24).toString("base64url");
  const [port, gatewayPort, gatewayAdminPort] = await freePorts();
  const installation = await startInstallation(
    {
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
    },
    say,
  );
  return {
    ...installation,
    automation: clientWithToken(installation.urls.api, bootstrapToken),
    said,
    remove: async () => {
      await installation.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** All are held at the same time, so that they differ. */
async function freePorts(): Promise<[number, number, number]> {
  const servers = await Promise.all([0, 1, 2].map(listen));
  const [first, second, third] = servers.map(({ port }) => port);
  await Promise.all(servers.map(({ close }) => close()));
  if (!first || !second || !third) throw new Error("no free ports");
  return [first, second, third];
}

function listen(): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address !== "object" || address === null) return reject(new Error("a port has no number"));
      resolve({ port: address.port, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}
