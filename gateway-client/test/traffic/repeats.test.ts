import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { withKey } from "./answer-to.ts";
import { runGateway } from "./running-gateway.ts";
import { runBackend } from "./sample-backend.ts";
import { sampleParts, step } from "./sample-parts.ts";

const retrying = (config: object = {}) => ({ backend: [step("retry", { count: 2, interval: "1ms", ...config })] });

describe("a retry", () => {
  it("sends the same body again", async () => {
    const bodies: string[] = [];
    await using backend = await runBackend(async (request, response) => {
      bodies.push((await request.setEncoding("utf8").toArray()).join(""));
      response.writeHead(bodies.length < 3 ? 503 : 200).end("done");
    });
    await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, document: retrying() }));
    const response = await fetch(`${gateway.url}/orders/1`, { ...withKey, method: "PUT", body: "the body" });
    expect([response.status, await response.text()]).toEqual([200, "done"]);
    expect(bodies).toEqual(["the body", "the body", "the body"]);
    expect(gateway.calls).toHaveLength(1);
  });

  it("ends with the last answer", async () => {
    await using backend = await runBackend((_, response) => response.writeHead(503).end("no"));
    await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, document: retrying() }));
    expect((await fetch(`${gateway.url}/orders/1`, withKey)).status).toBe(503);
    expect(backend.requests).toHaveLength(3);
  });

  it("does not wait longer than it may for a backend that asks to", async () => {
    await using backend = await runBackend((_, response) => response.writeHead(503, { "retry-after": "30" }).end());
    await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, document: retrying() }));
    expect((await fetch(`${gateway.url}/orders/1`, withKey)).status).toBe(503);
    expect(backend.requests).toHaveLength(1);
  });

  it("calls a backend that is down hardly more often than without it", async () => {
    await using backend = await runBackend((_, response) => response.writeHead(503).end());
    await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, document: retrying() }));
    for (let call = 0; call < 50; call++) await (await fetch(`${gateway.url}/orders/1`, withKey)).text();
    expect(backend.requests.length).toBeLessThanOrEqual(50 + 10 + 50 * 0.2);
  });

  it("comes again after a connection that broke", async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections++;
      socket.on("error", () => socket.destroy());
      socket.once("data", () => {
        if (connections === 1) socket.destroy();
        else socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await using gateway = await runGateway(
      sampleParts({ backendUrl: `http://127.0.0.1:${port}`, document: retrying() }),
    );
    const response = await fetch(`${gateway.url}/orders/1`, withKey);
    expect(await response.text()).toBe("ok");
    server.close();
  });
});

describe("a redirect", () => {
  const document = { backend: [step("forward-request", { "follow-redirects": true })] };

  it.each([
    [302, "GET", "GET", ""],
    [303, "POST", "GET", ""],
    [301, "POST", "GET", ""],
  ])("%i of a %s to the backend itself is followed as %s", async (status, method, expected, body) => {
    const seen: string[] = [];
    await using backend = await runBackend(async (request, response) => {
      const sent = (await request.setEncoding("utf8").toArray()).join("");
      seen.push(`${request.method} ${request.url} ${sent}`);
      if (request.url === "/new?a=1") response.end("moved");
      else response.writeHead(status, { location: "/new?a=1" }).end();
    });
    await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, document }));
    const init = { ...withKey, method, redirect: "manual" as const, ...(method === "POST" ? { body: "x" } : {}) };
    const response = await fetch(`${gateway.url}/orders/1`, init);
    expect([response.status, await response.text()]).toEqual([200, "moved"]);
    expect(seen[1]).toBe(`${expected} /new?a=1 ${body}`);
  });

  it.each([
    ["to another server", "http://127.0.0.1:9/new"],
    ["round in a circle", "/again"],
    ["to nowhere", undefined],
  ])("%s goes to the caller", async (_, location) => {
    await using backend = await runBackend((_request, response) => {
      response.writeHead(302, location === undefined ? {} : { location }).end();
    });
    await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, document }));
    const response = await fetch(`${gateway.url}/orders/1`, { ...withKey, redirect: "manual" });
    expect(response.status).toBe(302);
    expect(backend.requests.length).toBeLessThanOrEqual(6);
  });
});
