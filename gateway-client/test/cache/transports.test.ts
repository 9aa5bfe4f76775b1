import { once } from "node:events";
import { connect } from "node:http2";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { makeAuthority } from "../support/certificates.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { API_KEY, sampleParts, step } from "../traffic/sample-parts.ts";
import { runSecureGateway } from "../traffic/secure-gateway.ts";
import { numbered, runCached } from "./cached-gateway.ts";

const FRESH = { "Cache-Control": "max-age=60", ETag: '"a"' };

it("answers over HTTP/2 with what is stored", async () => {
  let count = 0;
  await using backend = await runBackend((request, response) => numbered(FRESH)(request, response, ++count));
  const names = [{ type: "dns" as const, value: "api.test" }];
  const certificate = await (await makeAuthority()).issue({ subject: "CN=api.test", names });
  const document = { inbound: [step("cache-lookup", {})], outbound: [step("cache-store", {})] };
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url, document }), [certificate]);
  const client = connect("https://api.test", {
    host: "127.0.0.1",
    port: gateway.securePort,
    servername: "api.test",
    rejectUnauthorized: false,
  });
  onTestFinished(() => client.destroy());
  const get = async (method = "GET", more = {}) => {
    const stream = client.request({ ":method": method, ":path": "/orders/1", "x-api-key": API_KEY, ...more });
    const [headers] = await once(stream, "response");
    return { headers, body: await text(stream) };
  };
  await get();
  const hit = await get();
  expect(hit.body).toBe("answer 1");
  expect(hit.headers).toMatchObject({ ":status": 200, etag: '"a"', "content-length": "8", age: expect.anything() });
  expect(hit.headers["cache-status"]).toMatch(/^gatehouse; hit; ttl=\d+$/);
  expect((await get("HEAD")).headers).toMatchObject({ ":status": 200, "content-length": "8" });
  expect((await get("GET", { "if-none-match": '"a"' })).headers).toMatchObject({ ":status": 304, etag: '"a"' });
  expect(gateway.errors).toEqual([]);
});

it("answers HTTP/1.0 and pipelined requests with what is stored, each whole", async () => {
  await using cached = await runCached(numbered(FRESH));
  await cached.get("/1");
  const request = (version: string) =>
    `GET /orders/1 HTTP/${version}\r\nhost: 127.0.0.1:${cached.gateway.port}\r\nx-api-key: ${API_KEY}\r\n`;
  const old = await cached.gateway.raw(`${request("1.0")}\r\n`);
  expect(old).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.*\r\n)*connection: close\r\n\r\nanswer 1$/);
  const two = await cached.gateway.raw(`${request("1.1")}\r\n${request("1.1")}connection: close\r\n\r\n`);
  expect(two.match(/answer 1/g)).toHaveLength(2);
  expect(two.match(/^content-length: 8\r$/gm)).toHaveLength(2);
  expect(cached.backend.requests).toHaveLength(1);
});
