import { defineConfig } from "@playwright/test";
import { findSystemBrowser } from "./scripts/test/browser.ts";

const executablePath = findSystemBrowser();

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // The journeys share one installation and build on one another within a file.
  workers: 1,
  reporter: [["line"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON ?? "test-results/report.json" }]],
  use: {
    trace: "retain-on-failure",
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] },
  },
});
