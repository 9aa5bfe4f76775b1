import { createHash, createHmac } from "node:crypto";
import { hashSync } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { sampleParts, step } from "../traffic/sample-parts.ts";

const SECRET = "a-secret-of-over-sixteen-letters";

/** A gateway whose API asks for nothing but what the policy asks for. */
async function runWith(policy: string, config: unknown) {
  const backend = await runBackend();
  const api = { credentials: { none: true as const } };
  const document = { inbound: [step(policy, config)] };
  const gateway = await runGateway(sampleParts({ backendUrl: backend.url, document, api }));
  return {
    backend,
    async call(init: RequestInit) {
      const response = await fetch(`${gateway.url}/orders/42`, init);
      const text = await response.text();
      return { status: response.status, code: response.ok ? undefined : JSON.parse(text).code, response };
    },
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      await backend[Symbol.asyncDispose]();
    },
  };
}

describe("a running gateway", () => {
  it("brakes who tries passwords, and hides the right one from the backend", async () => {
    const hash = hashSync("wonderland", { memoryCost: 8, timeCost: 1, parallelism: 1 });
    await using world = await runWith("basic-auth", { users: { ada: hash, eve: hash } });
    const tryPassword = (user: string, password: string) =>
      world.call({ headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` } });
    const codes: string[] = [];
    for (let i = 0; i < 31; i++) codes.push((await tryPassword("ada", `guess ${i}`)).code);
    expect(codes).toEqual([...Array(30).fill("basic-credentials-invalid"), "credential-attempts-exceeded"]);
    const braked = await tryPassword("ada", "wonderland");
    expect(braked.status).toBe(429);
    expect(Number(braked.response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await tryPassword("eve", "wonderland")).status).toBe(200);
    expect(world.backend.requests).toHaveLength(1);
    expect(JSON.stringify(world.backend.requests)).not.toMatch(/authorization/i);
  });

  it("lets each signature in once, with the body that was signed", async () => {
    await using world = await runWith("validate-hmac", { keys: { partner: SECRET }, "validate-body": true });
    const body = '{"total":42}';
    const signed = signRequest(body);
    const codeFor = async (init: RequestInit) => (await world.call({ method: "PUT", ...init })).code;
    expect(await codeFor({ headers: signed, body: '{"total":43}' })).toBe("content-digest-invalid");
    expect(await codeFor({ headers: signed })).toBe("content-digest-invalid");
    const codes = await Promise.all(Array.from({ length: 8 }, () => codeFor({ headers: signed, body })));
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(codes.filter((code) => code === "signature-replayed")).toHaveLength(7);
    expect(await codeFor({ headers: signRequest(body, "2"), body })).toBeUndefined();
    expect(world.backend.requests).toHaveLength(2);
  });
});

function signRequest(body: string, nonce = "1"): Record<string, string> {
  const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
  const created = Math.floor(Date.now() / 1000);
  const input = `("@method" "@path" "@query" "content-digest");created=${created};keyid="partner";nonce="${nonce}"`;
  const lines = ['"@method": PUT', '"@path": /orders/42', '"@query": ?', `"content-digest": ${digest}`];
  const base = [...lines, `"@signature-params": ${input}`].join("\n");
  const mac = createHmac("sha256", SECRET).update(base).digest("base64");
  return { "content-digest": digest, "signature-input": `sig=${input}`, signature: `sig=:${mac}:` };
}
