import { createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import { Agent, request as httpRequest } from "node:http";
import { describe, expect, it } from "vitest";
import { type RunningGateway, runGateway } from "../traffic/running-gateway.ts";
import type { SampleBackend } from "../traffic/sample-backend.ts";
import { runEchoBackend } from "./echo-backend.ts";
import { type Fixture, type FixtureRequest, memberAt, readFixtures } from "./fixture.ts";
import { JWT_SECRET, partsFor } from "./scenarios.ts";

const FOLDER = new URL("../../../../shared/parity/", import.meta.url);
const hasFixtures = existsSync(FOLDER);
const ATTEMPTS = 5;

/** The behaviours by which gateways are compared, each file of them on a gateway of its own. */
describe.skipIf(!hasFixtures)("behaviours that gateways are compared by", () => {
  const files = hasFixtures ? readFixtures(FOLDER) : new Map<string, Fixture[]>();
  it("are eight", () => {
    expect(files.size).toBe(8);
  });

  for (const [file, fixtures] of files) {
    describe(file, () => {
      it.each(fixtures.map((fixture): [string, Fixture] => [fixture.name, fixture]))("%s", async (_, fixture) => {
        await using backend = await runEchoBackend();
        const parts = partsFor(file, backend.url);
        expect(parts, "the gateway has no such policy").toBeDefined();
        if (parts === undefined) return;
        await using gateway = await runGateway(parts);
        if (fixture.burst === undefined) await checkOne(gateway, backend, fixture);
        else await checkBurst(gateway, fixture, fixture.burst);
      });
    });
  }
});

async function checkOne(gateway: RunningGateway, backend: SampleBackend, { request, expect: wanted }: Fixture) {
  if (request === undefined) throw new TypeError("the fixture has no request");
  const response = await fetch(gateway.url + targetOf(request), initOf(request));
  const text = await response.text();
  const seen = headersOf(backend.requests[0]?.rawHeaders ?? []);

  if (wanted.status !== undefined) expect(response.status).toBe(wanted.status);
  if (wanted.status_one_of !== undefined) expect(wanted.status_one_of).toContain(response.status);
  for (const [name, value] of Object.entries(wanted.backend_saw_header ?? {})) {
    expect(seen.get(name.toLowerCase())).toBe(value);
  }
  for (const name of wanted.backend_missed_header ?? []) expect([...seen.keys()]).not.toContain(name.toLowerCase());
  for (const name of wanted.response_header_present ?? []) expect(response.headers.has(name)).toBe(true);
  for (const name of wanted.response_header_absent ?? []) expect(response.headers.has(name)).toBe(false);
  for (const [path, value] of Object.entries(wanted.response_body_json_contains ?? {})) {
    expect(memberAt(JSON.parse(text), path)).toEqual(value);
  }
  for (const path of wanted.response_body_json_absent ?? []) {
    expect(memberAt(JSON.parse(text), path)).toBeUndefined();
  }
}

/** Counts only when the machine was fast enough: a burst that took longer than it may is another burst. */
async function checkBurst(gateway: RunningGateway, { expect: wanted }: Fixture, burst: NonNullable<Fixture["burst"]>) {
  for (let attempt = 1; ; attempt++) {
    const beganMs = performance.now();
    const statuses = await sendAll(gateway.port, burst.request, burst.total_requests);
    const isInTime = performance.now() - beganMs <= burst.duration_s * 1000;
    if (!isInTime && attempt < ATTEMPTS) continue;
    const limited = statuses.filter((status) => status === 429).length;
    const passed = statuses.filter((status) => status >= 200 && status < 300).length;
    expect(limited + passed).toBe(burst.total_requests);
    if (wanted.status_2xx_min !== undefined) expect(passed).toBeGreaterThanOrEqual(wanted.status_2xx_min);
    if (wanted.status_429_max !== undefined) expect(limited).toBeLessThanOrEqual(wanted.status_429_max);
    if (wanted.status_429_min !== undefined && isInTime) {
      expect(limited).toBeGreaterThanOrEqual(wanted.status_429_min - (wanted.status_429_tolerance ?? 0));
    }
    return;
  }
}

async function sendAll(port: number, { method, path }: FixtureRequest, count: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const one = () =>
    new Promise<number>((resolve, reject) => {
      const sent = httpRequest({ agent, port, method, path }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      });
      sent.on("error", reject).end();
    });
  const statuses = await Promise.all(Array.from({ length: count }, one));
  agent.destroy();
  return statuses;
}

function targetOf({ path, query }: FixtureRequest): string {
  return query === undefined ? path : `${path}?${new URLSearchParams(query)}`;
}

function initOf({ method, headers = {}, body_json: body }: FixtureRequest): RequestInit {
  const filled = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    value.replace(/\$\{(\w+)\}/g, (_, token: string) => tokens.get(token) ?? ""),
  ]);
  return { method, headers: filled, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
}

function headersOf(rawHeaders: readonly string[]): Map<string, string> {
  return new Map(rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), rawHeaders[i + 1] ?? ""]] : [])));
}

const hour = 3600;
const tokens = new Map([
  ["JWT_VALID", signed(JWT_SECRET, hour)],
  ["JWT_EXPIRED", signed(JWT_SECRET, -hour)],
  ["JWT_WRONG", signed("another-secret-than-the-one-of-the-gateway", hour)],
]);

function signed(secret: string, expiresInSeconds: number): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + expiresInSeconds;
  const content = `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub: "bench", exp })}`;
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}
