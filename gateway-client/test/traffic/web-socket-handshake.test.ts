import { once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { openWebSocket, runWebSocketBackend } from "../support/web-sockets.ts";
import { runGateway } from "./running-gateway.ts";
import { runBackend } from "./sample-backend.ts";
import { API_KEY, sampleParts, step } from "./sample-parts.ts";

it.each([
  ["a call without a key", {}, 401, "subscription-key-missing"],
  ["a call beyond the limit", { "x-api-key": API_KEY }, 429, "rate-limit-exceeded"],
])("refuses %s before the backend hears of it", async (_, headers, status, code) => {
  const backend = await runWebSocketBackend();
  const limit = step("rate-limit", { calls: 1, "renewal-period": "1h" });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, document: { inbound: [limit] } }));
  await once(openWebSocket(gateway.port), "open");
  const socket = openWebSocket(gateway.port, undefined, { headers });
  const [, response] = await once(socket, "unexpected-response");
  let body = "";
  for await (const chunk of response) body += chunk;
  expect([response.statusCode, JSON.parse(body).code]).toEqual([status, code]);
  expect(backend.sockets).toHaveLength(1);
});

it("passes an answer that is no 101 on as any other, and gives an upgrade to something else no heed", async () => {
  await using backend = await runBackend((_, response) => response.writeHead(404).end("none"));
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const [, response] = await once(openWebSocket(gateway.port), "unexpected-response");
  expect(response.statusCode).toBe(404);
  const head = `GET /orders HTTP/1.1\r\nHost: a\r\nx-api-key: ${API_KEY}\r\nUpgrade: h2c\r\n`;
  const answer = await gateway.raw(
    `${head}HTTP2-Settings: AAMAAABkAAQAAP__\r\nConnection: Upgrade, HTTP2-Settings, close\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 404 /);
  expect(backend.requests[1]?.rawHeaders.map((text) => text.toLowerCase())).not.toContain("upgrade");
});

const VALID = {
  Upgrade: "websocket",
  Connection: "keep-alive, Upgrade",
  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
  "Sec-WebSocket-Version": "13",
};

it.each<[string, string, Record<string, string | undefined>, number]>([
  ["no key", "GET", { "Sec-WebSocket-Key": undefined }, 400],
  ["a short key", "GET", { "Sec-WebSocket-Key": "c2hvcnQ=" }, 400],
  ["a key that is no base64", "GET", { "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZ!==" }, 400],
  ["no Connection", "GET", { Connection: undefined }, 400],
  ["another Connection", "GET", { Connection: "close" }, 400],
  ["another method", "POST", {}, 400],
  ["a body", "GET", { "Content-Length": "1" }, 400],
  ["an old version", "GET", { "Sec-WebSocket-Version": "8" }, 426],
  ["no version", "GET", { "Sec-WebSocket-Version": undefined }, 426],
])("refuses a handshake with %s", async (_, method, change, status) => {
  await using backend = await runBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const lines = Object.entries({ ...VALID, ...change }).flatMap(([name, value]) =>
    value ? [`${name}: ${value}`] : [],
  );
  const text = `${method} /orders HTTP/1.1\r\nHost: a\r\nx-api-key: ${API_KEY}\r\n${lines.join("\r\n")}\r\n\r\nx`;
  const answer = await gateway.raw(text, /\r\n\r\n\{.*\}$/s);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  if (status === 426) expect(answer).toMatch(/\r\nsec-websocket-version: 13\r\n/);
  expect(backend.requests).toEqual([]);
});

it.each([
  ["another accept", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n"],
  ["another protocol", "Upgrade: h2c\r\nConnection: Upgrade\r\n"],
])("refuses a backend that switches with %s", async (_, lines) => {
  await using backend = await runBackend();
  backend.server.on("upgrade", (_request, socket) => socket.end(`HTTP/1.1 101 Switching Protocols\r\n${lines}\r\n`));
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const [, response] = await once(openWebSocket(gateway.port), "unexpected-response");
  expect(response.statusCode).toBe(502);
});

it("refuses a backend that switches without being asked", async () => {
  await using backend = await runBackend((request) => request.socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const response = await fetch(`${gateway.url}/orders`, { headers: { "x-api-key": API_KEY } });
  expect(response.status).toBe(502);
});

it("passes on what the caller says before it has read the 101", async () => {
  const backend = await runWebSocketBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const lines = Object.entries(VALID).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(gateway.port, "127.0.0.1");
  socket.write(`GET /orders HTTP/1.1\r\nHost: a\r\nx-api-key: ${API_KEY}\r\n${lines.join("")}\r\n`);
  socket.write(Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x78]));
  let text = "";
  for await (const chunk of socket.setEncoding("latin1")) {
    text += chunk;
    if (text.endsWith("\x81\x01x")) break;
  }
  expect(text).toMatch(/^HTTP\/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n/);
});
