import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { runGateway } from "../traffic/running-gateway.ts";
import { API_KEY, sampleParts } from "../traffic/sample-parts.ts";
import { runInThread } from "./listen.ts";

const SUITE = fileURLToPath(import.meta.resolve("@modelcontextprotocol/conformance/package.json")).replace(
  "package.json",
  "dist/index.js",
);

it("an MCP server passes the scenarios of the conformance package through the gateway as it does direct", async () => {
  await using server = await runInThread("./mcp-server.ts");
  const credentials = { apiKey: { headers: [], query: ["key"] } };
  await using gateway = await runGateway(sampleParts({ backendUrl: server.url, api: { credentials } }));
  const direct = await checks(`${server.url}/mcp`);
  const through = await checks(`${gateway.url}/orders/mcp?key=${API_KEY}`);
  expect(direct.filter((line) => line.endsWith("SUCCESS")).length).toBeGreaterThanOrEqual(25);
  expect(through).toEqual(direct);
  expect(gateway.errors).toEqual([]);
});

/** What every check of every scenario says: `scenario check STATUS`. */
async function checks(url: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-mcp-"));
  const child = spawn(process.execPath, [SUITE, "server", "--url", url, "--output-dir", folder], { stdio: "ignore" });
  await new Promise((resolve) => child.on("exit", resolve));
  const names = (await readdir(folder)).toSorted();
  const found = await Promise.all(names.map((name) => checksIn(join(folder, name), name.replace(/-\d{4}-.*$/, ""))));
  await rm(folder, { recursive: true });
  return found.flat();
}

async function checksIn(folder: string, scenario: string): Promise<string[]> {
  const written: { id: string; status: string }[] = JSON.parse(await readFile(join(folder, "checks.json"), "utf8"));
  return written.map(({ id, status }) => `${scenario} ${id} ${status}`);
}
