import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
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
      let output = "";
      for (const stream of [server.stdout, server.stderr]) {
        stream.on("data", (chunk: Buffer) => {
          output += chunk.toString();
        });
      }
      const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
      // It says that it is ready before it finds that another one is running in this checkout, and then ends.
      const refused = ended.then(() => Promise.reject(new Error(`next dev ended:\n${output}`)));
      await Promise.race([answers(`http://127.0.0.1:${port}/console/ui`), refused]);
      refused.catch(() => {}); // from here on its end is ours
      await use(`http://127.0.0.1:${port}`);
      server.kill("SIGTERM");
      await ended;
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: ({ developmentServer }, use) => use(developmentServer),
});

/** Settles with the first answer, which is there once the page is compiled. */
async function answers(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await setTimeout(POLL_MS);
  }
}

const POLL_MS = 200;
