import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { environmentNames } from "./environment.ts";
import { ConfigError, readConfig } from "./read.ts";

const publicKey = generateKeyPairSync("ed25519").publicKey.export({ format: "der", type: "spki" }).toString("base64");
const needed = {
  GATEHOUSE_CONTROL_PLANE_URL: "http://127.0.0.1:3000",
  GATEHOUSE_GATEWAY_TOKEN: "a-token",
  GATEHOUSE_SIGNING_PUBLIC_KEYS: `first=${publicKey}`,
};

test("the environment sets everything, with defaults for the rest", () => {
  const config = readConfig(
    { ...needed, GATEWAY_PORT: "0", GATEHOUSE_GATEWAY_THREADS: "2", GATEHOUSE_TRUSTED_PROXIES: "10.0.0.0/8, ::1" },
    [],
  );
  expect(config).toMatchObject({
    controlPlane: { url: "http://127.0.0.1:3000", token: "a-token" },
    traffic: { port: 0 },
    admin: { host: "127.0.0.1", port: 8081 },
    threads: 2,
    trustedProxies: ["10.0.0.0/8", "::1"],
    signingKeys: { first: publicKey },
  });
});

test("the environment wins over the file", () => {
  const file = fileWith("threads: 3\ntraffic: { port: 1 }\n");
  expect(readConfig({ ...needed, GATEWAY_PORT: "2" }, ["--config", file])).toMatchObject({
    threads: 3,
    traffic: { port: 2 },
  });
});

test("a folder needs no control plane", () => {
  expect(readConfig({}, ["--snapshot", "somewhere"]).snapshotFolder).toBe("somewhere");
});

test.each([
  ["GATEWAY_PORT", "70000", "GATEWAY_PORT must be a whole number from 0 to 65535."],
  ["GATEWAY_PORT", "8o80", "GATEWAY_PORT must be a whole number from 0 to 65535."],
  ["GATEHOUSE_CONTROL_PLANE_URL", "ftp://x", "GATEHOUSE_CONTROL_PLANE_URL must be an http or https address."],
  ["GATEHOUSE_GATEWAY_THREADS", "0", "GATEHOUSE_GATEWAY_THREADS must be a whole number from 1 to 64."],
  ["GATEHOUSE_TRUSTED_PROXIES", "10.0.0.0/99", "GATEHOUSE_TRUSTED_PROXIES must be IP addresses or CIDR ranges."],
  ["GATEHOUSE_GROUP_KEY", "c2hvcnQ=", "GATEHOUSE_GROUP_KEY must be base64 of 32 bytes."],
  ["GATEHOUSE_GATEWAY_SPOOL_MAX", "4GB", "GATEHOUSE_GATEWAY_SPOOL_MAX must be a size from 1MiB to 1024GiB."],
  [
    "GATEHOUSE_SIGNING_PUBLIC_KEYS",
    "first=AAAA",
    "GATEHOUSE_SIGNING_PUBLIC_KEYS must be key ids with Ed25519 public keys (SPKI, base64).",
  ],
  ["GATEHOUSE_GATEWAY_TOKEN", "", "Exactly one of GATEHOUSE_GATEWAY_TOKEN and GATEHOUSE_GATEWAY_TOKEN_FILE is needed."],
])("%s=%s is refused with one sentence", (name, value, sentence) => {
  expect(faultsOf({ ...needed, [name]: value })).toEqual([sentence]);
});

test("a fault in the file names the member and the file", () => {
  const file = fileWith("traffic: { port: here }\nthread: 2\n");
  expect(faultsOf(needed, ["--config", file])).toEqual([
    `traffic.port in ${file} must be a whole number from 0 to 65535.`,
    `thread in ${file} is not a setting.`,
  ]);
});

test("nothing at all is refused with what is needed", () => {
  expect(faultsOf({})).toEqual(["GATEHOUSE_CONTROL_PLANE_URL is needed, or --snapshot <folder>."]);
});

test("the README explains every environment variable and no other", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const explained = [...readme.matchAll(/^\| `(REDIS_URL|GATE[A-Z_]+|OTEL_[A-Z_]+)` \|/gm)].map((match) => match[1]);
  expect(explained.sort()).toEqual(["GATEHOUSE_GATEWAY_CONFIG", ...Object.keys(environmentNames)].sort());
});

function faultsOf(environment: Record<string, string>, argv: string[] = []): string[] {
  try {
    readConfig(environment, argv);
  } catch (error) {
    if (error instanceof ConfigError) return error.sentences;
    throw error;
  }
  return [];
}

function fileWith(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "gateway-config-")), "gateway.yaml");
  writeFileSync(file, text);
  return file;
}
