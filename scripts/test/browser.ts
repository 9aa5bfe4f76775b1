import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { runTool, tools } from "./run-tool.ts";

const SYSTEM_BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A browser of the system; undefined when there is none and Playwright's own is to be used. */
export function findSystemBrowser(): string | undefined {
  return SYSTEM_BROWSERS.find((path) => existsSync(path));
}

/** Installs Playwright's browser when no other is found. */
export async function ensureBrowser(): Promise<void> {
  if (findSystemBrowser() || existsSync(chromium.executablePath())) return;
  console.log("installing a browser for the tests");
  const { code } = await runTool([tools.playwright, "install", "chromium"]);
  if (code !== 0) throw new Error("No browser was found and none could be installed; install Chromium and try again.");
}
