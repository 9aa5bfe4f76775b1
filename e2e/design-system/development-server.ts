import { spawn } from "node:child_process";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { freePort } from "../../scripts/postgres/server.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** Tests of the pages that only a development server shows: it is started for them, without a database. */
export const test = base.extend<object, { developmentServer: string }>({
  developmentServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from the pattern
    async ({}, use) => {
      const port = await freePort();
      const server = spawn(
        process.execPath,
        [join(ROOT, "node_modules/next/dist/bin/next"), "dev", "-H", "127.0.0.1", "-p", String(port)],
        {
          cwd: ROOT,
          env: { ...process.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
          stdio: ["ignore", "pipe", "pipe"],
        },
      );
      const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
      await new Promise<void>((resolve, reject) => {
        let output = "";
        for (const stream of [server.stdout, server.stderr]) {
          stream.on("data", (chunk: Buffer) => {
            output += chunk.toString();
            if (output.includes("Ready in")) resolve();
          });
        }
        void ended.then(() => reject(new Error(`next dev ended:\n${output}`)));
      });
      await use(`http://127.0.0.1:${port}`);
      server.kill("SIGTERM");
      await ended;
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: ({ developmentServer }, use) => use(developmentServer),
});
