import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:https";
import type { VersionPart } from "@gatehouse/contract/snapshot.ts";
import { expect, it } from "vitest";
import type { WebSocket } from "ws";
import { makeAuthority } from "../support/certificates.ts";
import { openWebSocket, runWebSocketBackend } from "../support/web-sockets.ts";
import { runGateway } from "./running-gateway.ts";
import { sampleApi, sampleParts } from "./sample-parts.ts";
import { runSecureGateway } from "./secure-gateway.ts";

const closing = async (socket: WebSocket) => {
  const [code, reason] = await once(socket, "close");
  return { code, reason: String(reason) };
};

it("joins caller and backend, with the subprotocol that the backend chose, and counts one call", async () => {
  const backend = await runWebSocketBackend(undefined, { handleProtocols: (offered) => [...offered][1] ?? false });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const socket = openWebSocket(gateway.port, "/orders/stream?a=%2F", { protocols: ["v1", "v2"] });
  await once(socket, "open");
  expect(socket.protocol).toBe("v2");
  expect(gateway.server.webSockets).toBe(1);
  socket.send("hello");
  expect(String((await once(socket, "message"))[0])).toBe("hello");
  socket.close(1000, "done");
  expect(await closing(socket)).toEqual({ code: 1000, reason: "done" });
  await expect.poll(() => gateway.calls).toMatchObject([{ status: 101, operation: "*" }]);
  expect(gateway.calls[0]?.bytesIn).toBeGreaterThan(10);
  expect(gateway.calls[0]?.bytesOut).toBeGreaterThan(6);
  expect(gateway.server.webSockets).toBe(0);
  const lines = backend.handshakes[0]?.map((text) => text.toLowerCase()) ?? [];
  expect(lines).toContain("x-request-id");
  expect(lines).not.toContain("x-api-key");
});

it.each([
  ["plain", false],
  ["compressed", true],
])("carries 1 MiB frames and 10,000 small ones in their order, %s", async (_, perMessageDeflate) => {
  const backend = await runWebSocketBackend(undefined, { perMessageDeflate });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const socket = openWebSocket(gateway.port, undefined, { perMessageDeflate });
  await once(socket, "open");
  expect(socket.extensions !== "").toBe(perMessageDeflate);
  const large = randomBytes(1024 * 1024);
  socket.send(large);
  expect(large.equals((await once(socket, "message"))[0])).toBe(true);

  const received: string[] = [];
  const all = Promise.withResolvers<void>();
  socket.on("message", (data) => {
    received.push(String(data));
    if (received.length === 10_000) all.resolve();
  });
  const sent = Array.from({ length: 10_000 }, (_each, index) => `message ${index}`);
  for (const text of sent) socket.send(text);
  await all.promise;
  expect(received).toEqual(sent);
});

it("is secure on both sides: from a caller of TLS to a backend of TLS", async () => {
  const authority = await makeAuthority();
  const own = await authority.issue({ names: [{ type: "dns", value: "localhost" }] });
  const server = createServer(own);
  const backend = await runWebSocketBackend(undefined, { server });
  const backendUrl = `https://localhost:${new URL(backend.url).port}`;
  const [version] = sampleApi({ backendUrl }).versions;
  const secured = { backend: { ...(version as VersionPart).backend, tls: { ca: authority.cert } } };
  await using gateway = await runSecureGateway(sampleParts({ backendUrl, version: secured }), [own]);
  const socket = openWebSocket(gateway.securePort, undefined, { isSecure: true, rejectUnauthorized: false });
  await once(socket, "open");
  const large = randomBytes(300_000);
  socket.send(large);
  expect(large.equals((await once(socket, "message"))[0])).toBe(true);
  socket.close(1000);
  expect((await closing(socket)).code).toBe(1000);
});

it("passes pings and pongs both ways", async () => {
  const backend = await runWebSocketBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const socket = openWebSocket(gateway.port);
  await once(socket, "open");
  socket.ping("from the caller");
  expect(String((await once(socket, "pong"))[0])).toBe("from the caller");
  backend.sockets[0]?.ping("from the backend");
  expect(String((await once(socket, "ping"))[0])).toBe("from the backend");
});

it("passes the backend's close code and reason on", async () => {
  const backend = await runWebSocketBackend((socket) => socket.on("message", () => socket.close(4321, "enough")));
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const socket = openWebSocket(gateway.port);
  await once(socket, "open");
  socket.send("x");
  expect(await closing(socket)).toEqual({ code: 4321, reason: "enough" });
});

it("lets each side know when the other is gone without a word", async () => {
  const backend = await runWebSocketBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const first = openWebSocket(gateway.port);
  await once(first, "open");
  const seen = closing(backend.sockets[0] as WebSocket);
  first.terminate();
  expect((await seen).code).toBe(1006);

  const second = openWebSocket(gateway.port);
  await once(second, "open");
  backend.sockets[1]?.terminate();
  expect((await closing(second)).code).toBe(1006);
});

it.each(["caller", "backend"])("tells both sides when the %s sends more than the bound", async (from) => {
  const backend = await runWebSocketBackend((socket) => {
    if (from === "backend") socket.send(Buffer.alloc(2000));
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }), {
    bounds: { webSocketFrameBytesMax: 1000 },
  });
  const socket = openWebSocket(gateway.port);
  await once(socket, "open");
  const seen = closing(backend.sockets[0] as WebSocket);
  if (from === "caller") socket.send(Buffer.alloc(2000));
  const reason = "A frame may have 1000 bytes.";
  expect(await closing(socket)).toEqual({ code: 1009, reason });
  expect(await seen).toEqual({ code: 1009, reason });
  await expect.poll(() => gateway.server.webSockets).toBe(0);
});

it("tells both sides when it stops", async () => {
  const backend = await runWebSocketBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const socket = openWebSocket(gateway.port);
  await once(socket, "open");
  const seen = closing(backend.sockets[0] as WebSocket);
  const closed = gateway.close(20_000);
  expect((await closing(socket)).code).toBe(1001);
  expect((await seen).code).toBe(1001);
  await closed;
});

it("ends a connection on which nothing is said", async () => {
  const backend = await runWebSocketBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }), {
    bounds: { webSocketIdleTimeoutMs: 100 },
  });
  const socket = openWebSocket(gateway.port);
  await once(socket, "open");
  expect((await closing(socket)).code).toBe(1001);
});

it.each<[string, (parts: Map<string, unknown>) => void]>([
  ["its key is revoked", (parts) => [...parts.keys()].map((name) => name.startsWith("keys/") && parts.delete(name))],
  ["its API is gone", (parts) => parts.delete("api/orders")],
  [
    "its subscription is suspended",
    (parts) =>
      parts.set("subscriptions/00", sampleParts({ subscription: { state: "suspended" } }).get("subscriptions/00")),
  ],
])("ends a connection when %s", async (_, change) => {
  const backend = await runWebSocketBackend();
  const parts = sampleParts({ backendUrl: backend.url });
  await using gateway = await runGateway(parts);
  const socket = openWebSocket(gateway.port);
  await once(socket, "open");
  const changed = new Map(parts);
  change(changed);
  gateway.serve(changed);
  expect((await closing(socket)).code).toBe(1008);
});

it("goes on when another's API is gone", async () => {
  const { url: backendUrl } = await runWebSocketBackend();
  const other = sampleApi({ backendUrl, api: { id: "other", slug: "other", basePath: "/other" } });
  const parts = sampleParts({ backendUrl, otherApis: [other], plan: { apis: ["orders", "other"] } });
  await using gateway = await runGateway(parts);
  const stays = openWebSocket(gateway.port);
  const goes = openWebSocket(gateway.port, "/other/stream");
  await Promise.all([once(stays, "open"), once(goes, "open")]);
  parts.delete("api/other");
  gateway.serve(parts);
  expect((await closing(goes)).code).toBe(1008);
  stays.ping("still here");
  expect(String((await once(stays, "pong"))[0])).toBe("still here");
});

it("holds back a side whose other side reads slowly", async () => {
  const total = 256;
  let sent = 0;
  const stalled = Promise.withResolvers<void>();
  const backend = await runWebSocketBackend((socket) => {
    const send = () => {
      const timer = setTimeout(stalled.resolve, 1_000);
      socket.send(Buffer.alloc(1024 * 1024), () => {
        clearTimeout(timer);
        sent++;
        if (sent < total) send();
      });
    };
    send();
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const socket = openWebSocket(gateway.port);
  await once(socket, "open");
  socket.pause();
  await stalled.promise;
  expect(sent).toBeLessThan(total / 2);
  let received = 0;
  const all = Promise.withResolvers<void>();
  socket.on("message", () => {
    received++;
    if (received === total) all.resolve();
  });
  socket.resume();
  await all.promise;
});
