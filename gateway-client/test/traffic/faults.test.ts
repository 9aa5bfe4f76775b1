import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { expect, it } from "vitest";
import { runGateway } from "./running-gateway.ts";
import { runBackend } from "./sample-backend.ts";
import { API_KEY, sampleParts, sampleVersion, step } from "./sample-parts.ts";

const headers = { "x-api-key": API_KEY };

it.each([
  ["closes without an answer", "", 502, "backend-unreachable"],
  ["answers what is no HTTP", "hello\r\n\r\n", 502, "backend-answer-invalid"],
  [
    "frames its answer twice",
    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    502,
    "backend-answer-invalid",
  ],
  ["folds a header line", "HTTP/1.1 200 OK\r\nX: 1\r\n 2\r\nContent-Length: 0\r\n\r\n", 502, "backend-answer-invalid"],
])("answers %3$d when a backend %s", async (_, bytes, status, code) => {
  await using backend = await rawBackend((socket) => socket.end(bytes));
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const response = await fetch(`${gateway.url}/orders`, { headers, method: "POST" });
  expect([response.status, (await response.json()).code]).toEqual([status, code]);
});

it("answers 502 when nothing listens, and does not say where that was", async () => {
  await using gateway = await runGateway(sampleParts({ backendUrl: "http://127.0.0.1:1" }));
  const response = await fetch(`${gateway.url}/orders`, { headers });
  const text = await response.text();
  expect([response.status, JSON.parse(text).code]).toEqual([502, "backend-unreachable"]);
  expect(text).not.toContain("127.0.0.1:1");
});

it.each([
  ["first byte", { "first-byte-timeout": "300ms" }, ""],
  ["whole call", { timeout: "300ms" }, ""],
])("answers 504 when a backend takes too long for its %s", async (_, config, bytes) => {
  await using backend = await rawBackend((socket) => socket.write(bytes));
  const document = { backend: [step("forward-request", config)] };
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, document }));
  const response = await fetch(`${gateway.url}/orders`, { headers });
  expect([response.status, (await response.json()).code]).toEqual([504, "backend-timeout"]);
});

it("cuts the connection when a backend fails amid its answer, so that nobody takes it for whole", async () => {
  await using backend = await rawBackend((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"));
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const response = await fetch(`${gateway.url}/orders`, { headers });
  await expect(response.text()).rejects.toThrow();
});

it("goes to another target when one cannot be reached, with a body too", async () => {
  await using backend = await runBackend();
  const targets = [
    { url: "http://127.0.0.1:1", weight: 1 },
    { url: backend.url, weight: 1 },
  ];
  const version = { backend: { ...sampleVersion().backend, targets } };
  await using gateway = await runGateway(sampleParts({ version }));
  for (let i = 0; i < 4; i++) {
    const response = await fetch(`${gateway.url}/orders`, { headers, method: "POST", body: "hello" });
    expect((await response.json()).body).toBe("hello");
  }
});

it("spreads calls over targets by their weights", async () => {
  await using heavy = await runBackend();
  await using light = await runBackend();
  await using none = await runBackend();
  const targets = [
    { url: heavy.url, weight: 3 },
    { url: light.url, weight: 1 },
    { url: none.url, weight: 0 },
  ];
  const version = { backend: { ...sampleVersion().backend, targets } };
  await using gateway = await runGateway(sampleParts({ version }));
  for (let i = 0; i < 12; i++) await (await fetch(`${gateway.url}/orders`, { headers })).text();
  expect([heavy, light, none].map(({ requests }) => requests.length)).toEqual([9, 3, 0]);
});

it("takes a new connection when the backend closed a kept one, but only for what may be sent twice", async () => {
  let connections = 0;
  await using backend = await rawBackend((socket) => {
    connections++;
    let requests = 0;
    socket.on("data", () => {
      requests++;
      // The second request on a connection meets its end.
      if (requests === 1) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      else socket.destroy();
    });
  }, false);
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const call = (method: string) => fetch(`${gateway.url}/orders`, { headers, method }).then(({ status }) => status);
  expect([await call("GET"), await call("GET"), await call("POST")]).toEqual([200, 200, 502]);
  expect(connections).toBe(2);
});

it("lets requests in flight finish when it stops, and takes no more", async () => {
  const arrived = Promise.withResolvers<() => void>();
  await using backend = await runBackend((_, response) => arrived.resolve(() => response.end("done")));
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const call = fetch(`${gateway.url}/orders`, { headers });
  const finish = await arrived.promise;
  const closed = gateway.close(5_000);
  await expect(fetch(`${gateway.url}/orders`, { headers })).rejects.toThrow();
  finish();
  expect(await (await call).text()).toBe("done");
  await closed;
});

/** A backend that answers bytes. */
async function rawBackend(onRequest: (socket: Socket) => void, waitsForRequest = true) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    if (waitsForRequest) socket.once("data", () => onRequest(socket));
    else onRequest(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
