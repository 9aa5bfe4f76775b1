import { once } from "node:events";
import { request } from "node:https";
import type { HttpsRules } from "@gatehouse/contract/https.ts";
import { beforeAll, expect, it } from "vitest";
import { type Issued, makeAuthority } from "../support/certificates.ts";
import { runGateway } from "./running-gateway.ts";
import { runBackend } from "./sample-backend.ts";
import { API_KEY, sampleParts, step } from "./sample-parts.ts";
import { runSecureGateway } from "./secure-gateway.ts";

let certificate: Issued;

beforeAll(async () => {
  certificate = await (await makeAuthority()).issue({ names: [{ type: "dns", value: "api.test" }] });
});

const YEAR_SECONDS = 31_536_000;
const hsts = { maxAgeSeconds: YEAR_SECONDS, includeSubDomains: true, preload: false };

/** A call over the plain port, with those header lines. */
async function plainCall(
  https: HttpsRules,
  lines: string[],
  options: { publicUrls?: string[]; trusts?: boolean } = {},
) {
  await using backend = await runBackend();
  const parts = sampleParts({ backendUrl: backend.url, api: { https } });
  if (options.publicUrls !== undefined) parts.set("settings", { publicUrls: options.publicUrls });
  const trustedProxies = options.trusts ? ["127.0.0.1"] : [];
  await using gateway = await runSecureGateway(parts, [certificate], { trustedProxies });
  const key = `x-api-key: ${API_KEY}`;
  const head = ["POST /orders/a%2Fb?c=%20d HTTP/1.1", key, "Content-Length: 0", "Connection: close", ...lines];
  const answer = await gateway.raw(`${head.join("\r\n")}\r\n\r\n`);
  const header = (name: string) => new RegExp(`^${name}: (.*)\r$`, "im").exec(answer)?.[1];
  return {
    status: Number(answer.slice(9, 12)),
    header,
    answer,
    port: gateway.securePort,
    reached: backend.requests.length,
  };
}

it.each<[HttpsRules["mode"], number, number]>([
  ["required", 403, 0],
  ["redirect", 308, 0],
  ["optional", 200, 1],
])("where HTTPS is %s a plain call gets %i, and no HSTS", async (mode, status, reached) => {
  const call = await plainCall({ mode, hsts }, ["Host: api.test"]);
  expect([call.status, call.reached, call.header("strict-transport-security")]).toEqual([status, reached, undefined]);
  if (mode === "required") expect(call.answer).toContain('"code":"https-required"');
});

it.each<[string, string[], string[], string]>([
  ["to the usual port", ["Host: api.test"], [], "https://api.test/orders/a%2Fb?c=%20d"],
  ["beside the port that was called", ["Host: api.test:8080"], [], "https://api.test:PORT/orders/a%2Fb?c=%20d"],
  [
    "to the public address",
    ["Host: api.test:8080"],
    ["https://api.test:9443"],
    "https://api.test:9443/orders/a%2Fb?c=%20d",
  ],
  ["not to another host's", ["Host: api.test"], ["https://other.test:9443"], "https://api.test/orders/a%2Fb?c=%20d"],
  ["to an address", ["Host: [::1]:80"], [], "https://[::1]:PORT/orders/a%2Fb?c=%20d"],
])("a redirect leads %s, byte for byte", async (_, lines, publicUrls, location) => {
  const call = await plainCall({ mode: "redirect", hsts: null }, lines, { publicUrls });
  expect(call.header("location")).toBe(location.replace("PORT", String(call.port)));
});

it("a redirect that would lead nowhere is a refusal", async () => {
  const gateway = await plainCall({ mode: "redirect", hsts: null }, ["Host:"]);
  expect(gateway.status).toBe(403);
});

it.each([
  ["X-Forwarded-Proto: https", true, 200],
  ["Forwarded: for=192.0.2.1;proto=http, for=192.0.2.2;proto=https", true, 200],
  ["X-Forwarded-Proto: http", true, 403],
  ["X-Forwarded-Proto: https", false, 403],
])("the word %s counts only when it is a trusted proxy's (%s)", async (line, trusts, status) => {
  const call = await plainCall({ mode: "required", hsts }, ["Host: api.test", line], { trusts });
  expect(call.status).toBe(status);
  expect(call.header("strict-transport-security")).toBe(
    status === 200 ? `max-age=${YEAR_SECONDS}; includeSubDomains` : undefined,
  );
});

it("browsers hear of HSTS over TLS, with refusals too", async () => {
  await using backend = await runBackend();
  const parts = sampleParts({ backendUrl: backend.url, api: { https: { mode: "required", hsts } } });
  await using gateway = await runSecureGateway(parts, [certificate]);
  const outgoing = request({
    port: gateway.securePort,
    host: "127.0.0.1",
    path: "/orders/1",
    rejectUnauthorized: false,
  }).end();
  const [response] = await once(outgoing, "response");
  response.resume();
  expect([response.statusCode, response.headers["strict-transport-security"]]).toEqual([
    401,
    `max-age=${YEAR_SECONDS}; includeSubDomains`,
  ]);
});

it("a preflight over plain HTTP is refused as well", async () => {
  await using backend = await runBackend();
  const cors = step("cors", { "allowed-origins": ["https://web.test"], "allowed-methods": ["POST"] });
  const api = { https: { mode: "required" as const, hsts: null } };
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, api, document: { inbound: [cors] } }));
  const answer = await fetch(`${gateway.url}/orders/1`, {
    method: "OPTIONS",
    headers: { origin: "https://web.test", "access-control-request-method": "POST" },
  });
  expect(answer.status).toBe(403);
});
