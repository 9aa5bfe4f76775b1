// npm test: everything, on a bare clone. Ends with one line "N passed, N failed" and with 1 when anything failed.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./start/build.ts";
import { ensureBrowser } from "./test/browser.ts";
import { runTool, tools } from "./test/run-tool.ts";
import { runStaticChecks, STATIC_CHECKS } from "./test/static-checks.ts";

interface Tally {
  passed: number;
  failed: number;
}

const reports = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
try {
  await ensureBuilt((line) => console.log(line));
  const failedChecks = await runStaticChecks();
  const tallies: Tally[] = [{ passed: STATIC_CHECKS - failedChecks, failed: failedChecks }];
  // One after the other: what measures real processes must not share the machine with the rest.
  for (const projects of [["unit", "db"], ["gateway"], ["e2e"]]) tallies.push(await runVitest(projects));
  tallies.push(await runPlaywright());

  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}

async function runVitest(projects: string[]): Promise<Tally> {
  const file = join(reports, `${projects.join("-")}.json`);
  const { code } = await runTool([
    tools.vitest,
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file);
  return tallyOf(report.numPassedTests, report.numFailedTests, code);
}

async function runPlaywright(): Promise<Tally> {
  const hasJourneys = readdirSync("e2e", { recursive: true, encoding: "utf8" }).some((name) =>
    name.endsWith(".spec.ts"),
  );
  if (!hasJourneys) return { passed: 0, failed: 0 };
  await ensureBrowser();
  const file = join(reports, "playwright.json");
  const { code } = await runTool([tools.playwright, "test"], { env: { PLAYWRIGHT_JSON: file } });
  const { stats } = readReport(file) as { stats?: { expected?: number; flaky?: number; unexpected?: number } };
  return tallyOf((stats?.expected ?? 0) + (stats?.flaky ?? 0), stats?.unexpected, code);
}

/** A runner can fail without a failed test: a file that does not load, a browser that does not start. */
function tallyOf(passed: unknown, failed: unknown, code: number): Tally {
  const failures = Number(failed ?? 0);
  return { passed: Number(passed ?? 0), failed: failures === 0 && code !== 0 ? 1 : failures };
}

function readReport(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {}; // a runner that did not start wrote none; its exit code says so
  }
}
