import { defineConfig } from "vitest/config";

const IGNORED = ["**/node_modules/**", "**/.next/**", "**/.gatehouse/**"];

export default defineConfig({
  test: {
    projects: [
      // Rules, policies, views, the compiler: no database, no processes.
      {
        test: {
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...IGNORED, "**/*.db.test.ts", "**/*.io.test.ts", "gateway-client/test/**", "e2e/**"],
          globalSetup: ["scripts/test/temp-folder.ts"],
          // Generous: what is slow here is a machine with other work to do.
          testTimeout: 30_000,
        },
      },
      // Verbs and queries on a real Postgres: each file in a database of its own.
      {
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: IGNORED,
          globalSetup: ["scripts/test/database.ts"],
          // Errors that tests provoke are asserted, not read.
          env: { GATEHOUSE_LOG_LEVEL: "silent" },
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      // The gateway as a process, and whatever else needs sockets, processes or files beside the checkout.
      {
        test: {
          name: "gateway",
          include: ["gateway-client/test/**/*.test.ts", "**/*.io.test.ts"],
          exclude: IGNORED,
          globalSetup: ["scripts/test/temp-folder.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Journeys over HTTP through all processes.
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          exclude: [...IGNORED, "**/*.db.test.ts"],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
