import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importKeys } from "../../gateway-client/src/sync/verify.ts";
import { TraceTokens } from "../../gateway-client/src/tracing/trace-tokens.ts";

const MAIN = join(import.meta.dirname, "main.ts");
const EXAMPLES = join(import.meta.dirname, "..", "..", "examples", "standalone");

const file = `gatehouse: 1
workspace: fernwood
backends: { orders: { targets: [{ url: "http://127.0.0.1:9000/base" }] } }
apis:
  orders:
    name: Orders
    basePath: /orders
    credentials: none
    versions:
      v1:
        anyPath: true
        backend: orders
        policies:
          inbound:
            - set-header: { name: x-region, value: eu }
            - send-request: { url: "https://flags.example/now", response-variable-name: flags }
            - set-header: { name: x-flag, value: "\${ variables.flags.body.colour }" }
`;

const suite = (expected: string) => `file: ./gatehouse.yaml
servers: { "https://flags.example": { json: { colour: green } } }
tests:
  - name: the region goes along
    request: { path: /orders/v1/x }
    expect: ${expected}
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-cli-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("gatehouse trace-token", () => {
  it("makes a key once, and tokens that a gateway with its public half believes", async () => {
    const key = join(folder, "trace.pem");
    const [first, second] = [
      await run("trace-token", "--api", "orders", "--key", key),
      await run("trace-token", "--api", "orders", "--key", key),
    ];
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(second.stderr).toBe(first.stderr);
    expect(second.stdout).not.toBe(first.stdout);
    const [, id = "", publicKey = ""] = /^GATEHOUSE_TRACE_PUBLIC_KEYS=([^=]+)=(.+)$/m.exec(first.stderr) ?? [];
    const tokens = new TraceTokens(importKeys({ [id]: publicKey }));
    expect(tokens.check(first.stdout.trim(), "orders", Date.now())).toBeUndefined();
    expect(tokens.check(first.stdout.trim(), "invoices", Date.now())).toBe("other-api");
    expect((await stat(key)).mode & 0o077).toBe(0);
  });

  it("signs for an hour at most", async () => {
    expect(await run("trace-token", "--api", "orders", "--key", join(folder, "no.pem"), "--for", "2h")).toMatchObject({
      code: 1,
      stderr: "--for is from 1s to 1h\n",
    });
  });
});

describe("gatehouse check", () => {
  it("finds nothing wrong in the example", async () => {
    expect(await run("check", join(EXAMPLES, "gatehouse.yaml"))).toMatchObject({ code: 0, stderr: "" });
  });

  it("says each fault in a line with file, line and pointer, and ends with 1", async () => {
    await write({
      "gatehouse.yaml": file.replace("backend: orders", "backend: stock").replace("x-region", "x region"),
    });
    const { code, stderr } = await run("check", join(folder, "gatehouse.yaml"));
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toEqual([
      expect.stringMatching(/gatehouse\.yaml:15 \/apis\/orders\/.*\/set-header\/name /),
    ]);
  });

  it.each([
    ["a backend that is not there", ["backend: orders", "backend: stock"], 12],
    ["a policy that is not there", ["set-header: { name: x-region", "set-heading: { name: x-region"], 15],
    ["an expression that does not compile", ["variables.flags.body.colour", "variables.flags.("], 17],
    ["text that is no YAML", ["backends: { orders", "backends: [ orders"], 3],
  ] as const)("tells of %s as JSON", async (_what, [from, to], line) => {
    await write({ "gatehouse.yaml": file.replace(from, to) });
    const { code, stdout } = await run("check", join(folder, "gatehouse.yaml"), "--format", "json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ valid: false, faults: [{ line, detail: expect.any(String) }] });
  });
});

describe("gatehouse test", () => {
  it("passes the example", async () => {
    const { code, stdout } = await run("test", EXAMPLES);
    expect(stdout).toMatch(/\n11 passed, 0 failed\n$/);
    expect(code).toBe(0);
  });

  it("stands for the servers that policies ask", async () => {
    await write({
      "gatehouse.yaml": file,
      "a.test.yaml": suite("{ backend: { path: /base/x, headers: { x-flag: green } } }"),
    });
    expect(await run("test", folder)).toMatchObject({ code: 0 });
  });

  it("stands for the issuer of tokens, whose client leads to a subscription", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" });
    const keys = [{ ...publicKey.export({ format: "jwk" }), kid: "one" }];
    const api = file.replace("credentials: none", "credentials: { jwt: { openidConfig: [https://login.example/c] } }");
    await write({
      "gatehouse.yaml": `${api}products: { p: { apis: [orders], plans: { free: {} } } }
subscriptions: [{ application: a, plan: p/free, clients: [{ issuer: https://login.example, id: planner }] }]
`,
      "a.test.yaml": JSON.stringify({
        file: "./gatehouse.yaml",
        servers: {
          "https://login.example": {
            json: { issuer: "https://login.example", jwks_uri: "https://login.example/k", keys },
          },
          "https://flags.example": { json: { colour: "green" } },
        },
        tokens: Object.fromEntries(
          ["planner", "stranger"].map((azp) => [
            azp,
            { algorithm: "ES256", "private-key": pem, "key-id": "one", claims: { iss: "https://login.example", azp } },
          ]),
        ),
        tests: ["planner", "stranger"].map((name, index) => ({
          name,
          request: { path: "/orders/v1/x", headers: { authorization: `Bearer $\{${name}}` } },
          expect: index === 0 ? { status: 200 } : { status: 403, problem: "client-without-subscription" },
        })),
      }),
    });
    expect(await run("test", folder)).toMatchObject({ code: 0, stdout: expect.stringContaining("2 passed") });
  });

  it("shows what was expected and what came, and ends with 1", async () => {
    const wrong =
      "{ status: 404, headers: { server: null }, json: { method: POST }, backend: { headers: { x-region: us } } }";
    await write({ "gatehouse.yaml": file, "a.test.yaml": suite(wrong) });
    const { code, stdout } = await run("test", folder);
    expect(code).toBe(1);
    for (const line of [
      "✗ the region goes along",
      "status: expected 404, got 200",
      "header server: expected none, got echo",
      "json /method: expected POST, got GET",
      "backend header x-region: expected us, got eu",
    ]) {
      expect(stdout).toContain(line);
    }
  });

  it("runs only the tests that the filter names, and says when there are none", async () => {
    await write({ "gatehouse.yaml": file, "a.test.yaml": suite("{ status: 404 }") });
    expect(await run("test", folder, "--filter", "something else")).toMatchObject({ code: 2 });
    expect(await run("test", folder, "--filter", "REGION")).toMatchObject({ code: 1 });
  });

  it.each([
    ["the file of tests", { "a.test.yaml": suite("{ stauts: 200 }") }, /a\.test\.yaml:6 .*\/stauts is not known here/],
    ["the file under test", { "gatehouse.yaml": "gatehouse: 2\n" }, /gatehouse\.yaml:1 \/gatehouse /],
    [
      "a value that the tests do not give",
      {
        "gatehouse.yaml": `${file}namedValues: { region: { env: REGION } }\n`.replace(
          "value: eu",
          'value: "{{region}}"',
        ),
      },
      /no REGION/,
    ],
  ])("ends with 2 where %s cannot be used", async (_what, files, message) => {
    await write({ "gatehouse.yaml": file, "a.test.yaml": suite("{ status: 200 }"), ...files });
    const { code, stdout } = await run("test", folder);
    expect(stdout).toMatch(message);
    expect(code).toBe(2);
  });
});

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

async function run(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const exited = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { stdout, stderr, code };
}
