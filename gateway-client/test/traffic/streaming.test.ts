import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { runGateway } from "./running-gateway.ts";
import { runBackend } from "./sample-backend.ts";
import { API_KEY, sampleParts } from "./sample-parts.ts";

const headers = { "x-api-key": API_KEY };

it("sends server-sent events on as they come", async () => {
  const written: (() => void)[] = [];
  await using backend = await runBackend((_, response) => {
    response.setHeader("content-type", "text/event-stream");
    response.flushHeaders();
    written.push(
      () => response.write("data: 1\n\n"),
      () => response.end("data: 2\n\n"),
    );
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const response = await fetch(`${gateway.url}/orders/events`, { headers });
  const reader = response.body?.getReader();
  for (const expected of ["data: 1\n\n", "data: 2\n\n"]) {
    written.shift()?.();
    const part = await reader?.read();
    expect(Buffer.from(part?.value ?? []).toString()).toBe(expected);
  }
});

it("carries large bodies both ways, byte for byte, with a known and an unknown length", async () => {
  const body = randomBytes(8 * 1024 * 1024);
  await using backend = await runBackend((incoming, response) => incoming.pipe(response));
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  for (const isChunked of [true, false]) {
    const outgoing = request(`${gateway.url}/orders`, {
      method: "POST",
      headers: isChunked ? headers : { ...headers, "content-length": body.length },
    });
    outgoing.end(body);
    const [response] = await once(outgoing, "response");
    expect(sha256(await buffer(response))).toBe(sha256(body));
  }
  expect(gateway.calls).toMatchObject([
    { bytesIn: body.length, bytesOut: body.length },
    { bytesIn: body.length, bytesOut: body.length },
  ]);
});

it("holds back a backend whose caller does not read", async () => {
  let written = 0;
  let isBlocked = () => {};
  const blocked = new Promise<void>((resolve) => {
    isBlocked = resolve;
  });
  const total = 256 * 1024 * 1024;
  const chunk = Buffer.alloc(1024 * 1024);
  await using backend = await runBackend((_, response) => {
    const write = () => {
      while (written < total) {
        written += chunk.length;
        if (!response.write(chunk)) {
          setTimeout(isBlocked, 500);
          return;
        }
      }
      response.end();
    };
    response.on("drain", write);
    write();
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const socket = connect(gateway.port, "127.0.0.1");
  socket.write(`GET /orders HTTP/1.1\r\nHost: a\r\nx-api-key: ${API_KEY}\r\n\r\n`);
  await once(socket, "readable");
  await blocked;
  expect(written).toBeLessThan(total / 2);
  socket.destroy();
});

it("ends the backend's work when the caller goes away", async () => {
  let gone = () => {};
  const isGone = new Promise<void>((resolve) => {
    gone = resolve;
  });
  await using backend = await runBackend((_, response) => {
    response.on("close", gone);
    response.write("x");
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const abort = new AbortController();
  const response = await fetch(`${gateway.url}/orders`, { headers, signal: abort.signal });
  abort.abort();
  await expect(response.text()).rejects.toThrow();
  await isGone;
  await expect.poll(() => gateway.calls).toMatchObject([{ status: 200 }]);
});

it("counts a call as 499 when the caller goes before there is an answer", async () => {
  const arrived = Promise.withResolvers<void>();
  await using backend = await runBackend(() => arrived.resolve());
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const socket = connect(gateway.port, "127.0.0.1");
  socket.write(`GET /orders HTTP/1.1\r\nHost: a\r\nx-api-key: ${API_KEY}\r\n\r\n`);
  await arrived.promise;
  socket.destroy();
  // A caller that has only ended its side may still listen: it is given a moment.
  await expect.poll(() => gateway.calls, { timeout: 10_000 }).toMatchObject([{ status: 499, bytesOut: 0 }]);
});

it("asks a caller that waits for it to go on, but only when the body is wanted", async () => {
  await using backend = await runBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const head = "POST /orders HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n";
  const wanted = await gateway.raw(`${head}x-api-key: ${API_KEY}\r\n\r\n`, /100 Continue/);
  expect(wanted).toMatch(/^HTTP\/1.1 100 Continue\r\n/);
  const refused = await gateway.raw(`${head}Connection: close\r\n\r\n`, /401/);
  expect(refused).toMatch(/^HTTP\/1.1 401 /);
});

it("answers HEAD without a body, with the length that GET has", async () => {
  await using backend = await runBackend((_, response) => {
    response.setHeader("content-length", 1234).end();
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const response = await fetch(`${gateway.url}/orders`, { method: "HEAD", headers });
  expect([response.headers.get("content-length"), await response.text()]).toEqual(["1234", ""]);
});

it("passes trailers on", async () => {
  await using backend = await runBackend((_, response) => {
    response.setHeader("trailer", "x-sum");
    response.write("body");
    response.addTrailers({ "x-sum": "42" });
    response.end();
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const outgoing = request(`${gateway.url}/orders`, { headers }).end();
  const [response] = await once(outgoing, "response");
  expect([await text(response), response.trailers["x-sum"]]).toEqual(["body", "42"]);
});

it("answers pipelined requests in their order", async () => {
  await using backend = await runBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const one = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nHost: a\r\nx-api-key: ${API_KEY}\r\n${more}\r\n`;
  const answer = await gateway.raw(one("/orders/1") + one("/nowhere") + one("/orders/3", "Connection: close\r\n"));
  expect([...answer.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status)).toEqual(["200", "404", "200"]);
});

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
