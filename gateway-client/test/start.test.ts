import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type GatewayInput, spawnGateway, temporaryFolder } from "./support/gateway.ts";
import { signingPublicKeys } from "./support/snapshot.ts";
import { until } from "./support/until.ts";
import { useWorld } from "./support/world.ts";

const world = useWorld();
const nobody = "http://127.0.0.1:9";

test("a bad configuration is one sentence per fault and exit code 2", async () => {
  const { code, said } = await runToEnd({ environment: { GATEWAY_PORT: "high", GATEHOUSE_GATEWAY_THREADS: "0" } });
  expect(code).toBe(2);
  expect(said.trim().split("\n")).toEqual([
    "GATEWAY_PORT must be a whole number from 0 to 65535.",
    "GATEHOUSE_GATEWAY_THREADS must be a whole number from 1 to 64.",
  ]);
});

test.each([
  ["GATEWAY_PORT", "1"],
  ["GATEWAY_PORT", "2"],
  ["GATEWAY_ADMIN_PORT", "1"],
])("a taken %s is one sentence and exit code 1 (threads: %s)", async (variable, threads) => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  world.defer(() => taken.close());
  const { port } = taken.address() as AddressInfo;
  const { code, said } = await runToEnd({
    controlPlaneUrl: nobody,
    environment: {
      [variable]: String(port),
      GATEHOUSE_GATEWAY_THREADS: threads,
      GATEHOUSE_GATEWAY_LOG_LEVEL: "silent",
    },
  });
  expect({ code, said }).toEqual({ code: 1, said: `Port ${port} on 127.0.0.1 is taken.\n` });
});

test.skipIf(process.platform !== "linux")("two gateways never use one data folder", async () => {
  const gateway = await world.gateway({ controlPlaneUrl: nobody });
  const { code, said } = await runToEnd({
    controlPlaneUrl: nobody,
    dataDir: gateway.dataDir,
    environment: { GATEHOUSE_GATEWAY_LOG_LEVEL: "silent" },
  });
  expect({ code, said }).toEqual({ code: 1, said: `Another gateway uses the data folder ${gateway.dataDir}.\n` });
});

test("a token is rotated by its file, without a restart", async () => {
  const tokenFile = join(await temporaryFolder(), "token");
  await writeFile(tokenFile, "token\n");
  const { controlPlane, gateway, build } = await world.serving({
    environment: { GATEHOUSE_GATEWAY_TOKEN: "", GATEHOUSE_GATEWAY_TOKEN_FILE: tokenFile },
  });
  controlPlane.tokens.add("next-token");
  await writeFile(tokenFile, "next-token\n");
  controlPlane.tokens.delete("token");
  controlPlane.publish(build(2));
  await controlPlane.untilApplied(2);
  expect((await gateway.status()).troubles.status).toBeNull();
});

test("a token that is refused leaves the last good snapshot in service, and shows", async () => {
  const { controlPlane, gateway, build } = await world.serving();
  controlPlane.tokens.clear();
  controlPlane.publish(build(2));
  await until("it shows", async () => /answered 401/.test((await gateway.status()).troubles.snapshot));
  expect((await gateway.call()).status).toBe(200);
});

test("nothing secret is written anywhere a person or a scraper looks", async () => {
  const groupKey = Buffer.alloc(32, 7).toString("base64");
  const { gateway } = await world.serving({
    environment: { GATEHOUSE_GROUP_KEY: groupKey, GATEHOUSE_GATEWAY_LOG_LEVEL: "trace" },
  });
  await gateway.call("/echo", { "x-api-key": "a-wrong-secret-key" });
  await gateway.call();
  const pages = await Promise.all(
    ["/status", "/metrics"].map(async (path) => (await fetch(gateway.adminUrl + path)).text()),
  );
  const everything = [gateway.output(), ...pages].join("\n");
  for (const secret of [groupKey, "a-wrong-secret-key", "a-key", "Bearer"]) expect(everything).not.toContain(secret);
});

test("the admin pages are not on the traffic port, nor the traffic on the admin port", async () => {
  const { gateway } = await world.serving();
  for (const path of ["/live", "/ready", "/metrics", "/status"]) {
    expect((await fetch(gateway.url + path)).status, path).toBe(404);
  }
  expect((await fetch(`${gateway.adminUrl}/echo`)).status).toBe(404);
  const metrics = await (await fetch(`${gateway.adminUrl}/metrics`)).text();
  expect(metrics).toMatch(/^gatehouse_gateway_snapshot_generation 1$/m);
});

async function runToEnd(input: GatewayInput): Promise<{ code: number; said: string }> {
  const dataDir = input.dataDir ?? (await temporaryFolder());
  const environment = { GATEHOUSE_SIGNING_PUBLIC_KEYS: signingPublicKeys, ...input.environment };
  const child = spawnGateway({ ...input, dataDir, environment });
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, "close");
  return { code, said };
}
