import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:http2";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { makeAuthority } from "../support/certificates.ts";
import { runGateway } from "./running-gateway.ts";
import { runBackend } from "./sample-backend.ts";
import { API_KEY, sampleParts } from "./sample-parts.ts";
import { runSecureGateway } from "./secure-gateway.ts";

const headers = { "x-api-key": API_KEY };

it.each([
  "/orders/a%2Fb",
  "/orders/a%5Cb",
  "/orders/%41%zz".replace("%zz", "%7E"),
  "/orders//double//",
  "/orders/;a=1/b;c",
  "/orders/%252e%252e/x",
  "/orders/...",
  "/orders/.well-known/%C3%A9",
  "/orders/a?x=%2F..%2F&&y&=z?#".replace("#", "%23"),
  "/orders/a?",
  "/orders/a?x=%00%0d%0a",
  "/orders/!$&'()*+,;=:@-._~",
])("sends %s on byte for byte", async (target) => {
  await using backend = await runBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const answer = await gateway.raw(
    `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nx-api-key: ${API_KEY}\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(backend.requests.map(({ url }) => url)).toEqual([target.slice("/orders".length)]);
});

it.each([
  "/orders/../admin",
  "/orders/%2e%2e/admin",
  "/orders/%2E%2e%2fadmin",
  "/orders/..%5cadmin",
  "/orders/..;/admin",
  "/orders/%c0%ae%c0%ae/admin",
  "/orders/..%c0%afadmin",
  "/orders/%e0%80%ae%e0%80%ae/admin",
  "/orders%00/admin",
  "/orders/a%c0%80",
  "/%2e/orders/1",
  "/orders/./1",
])("lets %s out of no route", async (target) => {
  await using backend = await runBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const answer = await gateway.raw(
    `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nx-api-key: ${API_KEY}\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(backend.requests).toEqual([]);
});

it.each(["GET", "PROPFIND", "M-SEARCH", "OPTIONS", "DELETE"])("sends the method %s on", async (method) => {
  await using backend = await runBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const outgoing = request(`${gateway.url}/orders/1`, { method, headers }).end();
  const [response] = await once(outgoing, "response");
  expect(JSON.parse(await text(response))).toMatchObject({ method });
});

it("passes ranges and their conditions on, and parts back", async () => {
  await using backend = await runBackend((incoming, response) => {
    const isPart = incoming.headers.range === "bytes=2-4" && incoming.headers["if-range"] === '"v1"';
    response
      .writeHead(isPart ? 206 : 200, { "content-range": "bytes 2-4/10", "content-length": 3, etag: '"v1"' })
      .end("cde");
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const response = await fetch(`${gateway.url}/orders/1`, {
    headers: { ...headers, range: "bytes=2-4", "if-range": '"v1"' },
  });
  expect([response.status, response.headers.get("content-range"), await response.text()]).toEqual([
    206,
    "bytes 2-4/10",
    "cde",
  ]);
});

it("passes the caller's trailers on", async () => {
  let trailers: NodeJS.Dict<string> = {};
  await using backend = await runBackend(async (incoming, response) => {
    await text(incoming);
    trailers = incoming.trailers;
    response.end();
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const outgoing = request(`${gateway.url}/orders`, { method: "POST", headers: { ...headers, trailer: "x-sum" } });
  outgoing.write("hello");
  outgoing.addTrailers({ "x-sum": "42" });
  outgoing.end();
  await once(outgoing, "response");
  expect(trailers).toEqual({ "x-sum": "42" });
});

it("gives a caller of HTTP/1.0 a body that ends with its connection", async () => {
  await using backend = await runBackend((_, response) => {
    response.write("first ");
    response.end("second");
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const answer = await gateway.raw(`GET /orders/1 HTTP/1.0\r\nx-api-key: ${API_KEY}\r\n\r\n`);
  expect(answer).not.toMatch(/transfer-encoding/i);
  expect(answer.endsWith("\r\n\r\nfirst second")).toBe(true);
});

it("sends server-sent events on as they come, over HTTP/2 too", async () => {
  const certificate = await (await makeAuthority()).issue({ names: [{ type: "dns", value: "api.test" }] });
  const written: (() => void)[] = [];
  await using backend = await runBackend((_, response) => {
    response.setHeader("content-type", "text/event-stream");
    response.flushHeaders();
    written.push(
      () => response.write("data: 1\n\n"),
      () => response.end("data: 2\n\n"),
    );
  });
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = connect(`https://127.0.0.1:${gateway.securePort}`, { rejectUnauthorized: false });
  const stream = client.request({ ":path": "/orders/events", ...headers });
  await once(stream, "response");
  for (const expected of ["data: 1\n\n", "data: 2\n\n"]) {
    written.shift()?.();
    expect(String((await once(stream, "data"))[0])).toBe(expected);
  }
  client.destroy();
});
