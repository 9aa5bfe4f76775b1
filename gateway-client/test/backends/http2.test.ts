import { once } from "node:events";
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { type Issued, makeAuthority } from "../support/certificates.ts";
import { until } from "../support/until.ts";
import { type RunningGateway, runGateway } from "../traffic/running-gateway.ts";
import { API_KEY, step } from "../traffic/sample-parts.ts";
import { partsFor } from "./sample-backend-part.ts";

const headers = { "x-api-key": API_KEY };
let server: Issued;
let tls: NonNullable<BackendPart["tls"]>;

beforeAll(async () => {
  const authority = await makeAuthority();
  server = await authority.issue({ names: [{ type: "dns", value: "orders.internal" }] });
  tls = { ca: authority.cert, serverName: "orders.internal" };
});

describe("a backend that is called by HTTP/2", () => {
  it("gets the request as it is, over one connection for many, and its answer goes on with its trailers", async () => {
    const sessions = new Set<unknown>();
    await using backend = await runHttp2(async (request, response) => {
      sessions.add(request.stream.session);
      const { method, url, httpVersion, authority } = request;
      const body = await text(request);
      response.writeHead(201, { "x-a": ["1", "2"] });
      response.addTrailers({ "x-sum": "7" });
      response.end(JSON.stringify({ method, url, httpVersion, authority, body, x: request.headers["x-b"] }));
    });
    await using gateway = await runFor(backend.url);
    const call = () =>
      fetch(`${gateway.url}/orders/%2e1?a=b%20c`, {
        method: "POST",
        headers: { ...headers, "X-B": "3" },
        body: "hello",
      });
    const answers = await Promise.all(Array.from({ length: 20 }, call));
    const [first] = answers;
    expect([first?.status, first?.headers.get("x-a")]).toEqual([201, "1, 2"]);
    expect(await first?.json()).toEqual({
      method: "POST",
      url: "/%2e1?a=b%20c",
      httpVersion: "2.0",
      authority: new URL(backend.url).host,
      body: "hello",
      x: "3",
    });
    for (const answer of answers.slice(1)) await answer.text();
    expect(sessions.size).toBe(1);
    const raw = await gateway.raw(
      `GET /orders HTTP/1.1\r\nhost: a\r\nte: trailers\r\nx-api-key: ${API_KEY}\r\n\r\n`,
      /x-sum/,
    );
    expect(raw).toMatch(/\r\n0\r\nx-sum: 7\r\n/);
  });

  it("streams large bodies both ways", async () => {
    await using backend = await runHttp2((request, response) => request.pipe(response));
    await using gateway = await runFor(backend.url);
    const body = Buffer.alloc(3 * 1024 * 1024, "gatehouse");
    const response = await fetch(`${gateway.url}/orders`, { method: "POST", headers, body });
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
  });

  it("learns that the caller is gone", async () => {
    const gone = Promise.withResolvers<void>();
    await using backend = await runHttp2((request, response) => {
      request.stream.on("aborted", () => gone.resolve());
      response.writeHead(200);
      response.write("begin");
    });
    await using gateway = await runFor(backend.url);
    const abort = new AbortController();
    await fetch(`${gateway.url}/orders`, { headers, signal: abort.signal });
    abort.abort();
    await gone.promise;
  });

  it.each<[string, (request: Http2ServerRequest, response: Http2ServerResponse) => void, number, string]>([
    ["breaks its stream off", (_, response) => response.stream.destroy(), 502, "backend-unreachable"],
    ["closes the session", (request) => request.stream.session?.destroy(), 502, "backend-unreachable"],
    ["says nothing", () => undefined, 504, "backend-timeout"],
  ])("and %s is answered for", async (_, listener, status, code) => {
    await using backend = await runHttp2(listener);
    await using gateway = await runFor(backend.url, { "first-byte-timeout": "300ms" });
    const response = await fetch(`${gateway.url}/orders`, { method: "POST", headers });
    expect([response.status, (await response.json()).code]).toEqual([status, code]);
  });

  it("is called on another session after it went away", async () => {
    await using backend = await runHttp2((request, response) => {
      response.end("ok");
      if (request.url === "/last") request.stream.session?.goaway();
    });
    await using gateway = await runFor(backend.url);
    await (await fetch(`${gateway.url}/orders/last`, { headers })).text();
    await until("it answers again", async () => (await fetch(`${gateway.url}/orders`, { headers })).ok);
    expect(backend.sessions()).toBe(2);
  });

  it("is not sent more streams at a time than it takes", async () => {
    const held = Promise.withResolvers<void>();
    let open = 0;
    let most = 0;
    await using backend = await runHttp2(
      async (_, response) => {
        most = Math.max(most, ++open);
        await held.promise;
        open--;
        response.end("ok");
      },
      { maxConcurrentStreams: 2 },
    );
    const connections = {
      connectionsMax: 1,
      pendingMax: 100,
      pendingTimeoutMs: 20_000,
      idleMax: 1,
      idleTimeoutMs: 1_000,
    };
    await using gateway = await runFor(backend.url, {}, { connections });
    const calls = Array.from({ length: 6 }, () => fetch(`${gateway.url}/orders`, { headers }));
    await until("two are under way", () => open === 2);
    held.resolve();
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(most).toBe(2);
  });

  it("gets by HTTP/1.1 what HTTP/2 has no place for", async () => {
    await using backend = await runHttp2((request, response) => response.end(request.httpVersion));
    await using gateway = await runFor(backend.url);
    const twice = "content-type: a/b\r\ncontent-type: a/b\r\n";
    const call = (more: string) =>
      gateway.raw(`GET /orders HTTP/1.1\r\nhost: a\r\nx-api-key: ${API_KEY}\r\nconnection: close\r\n${more}\r\n`);
    expect(await call("")).toMatch(/\r\n2\.0\r\n/);
    expect(await call(twice)).toMatch(/\r\n1\.1$/);
  });

  it("that answers before the request is whole is heard, and told that the rest is not needed", async () => {
    const cancelled = Promise.withResolvers<void>();
    await using backend = await runHttp2((request, response) => {
      request.stream.on("close", () => cancelled.resolve());
      response.writeHead(413).end("too much");
    });
    await using gateway = await runFor(backend.url);
    const head = `POST /orders HTTP/1.1\r\nhost: a\r\nx-api-key: ${API_KEY}\r\ncontent-length: 100000\r\n\r\nbegin`;
    expect(await gateway.raw(head, /too much/)).toContain("HTTP/1.1 413");
    await cancelled.promise;
  });

  it("and speaks HTTP/1.1 alone gets that", async () => {
    const backend = createServer({ cert: server.cert, key: server.key }, async (request, response) => {
      response.end(`${request.httpVersion} ${await text(request)}`);
    });
    backend.listen(0, "127.0.0.1");
    await once(backend, "listening");
    await using gateway = await runFor(`https://127.0.0.1:${(backend.address() as AddressInfo).port}`);
    for (let call = 0; call < 2; call++) {
      const response = await fetch(`${gateway.url}/orders`, { method: "POST", headers, body: "hello" });
      expect(await response.text()).toBe("1.1 hello");
    }
    backend.closeAllConnections();
    backend.close();
  });
});

function runFor(url: string, forward: object = {}, care: Partial<BackendPart> = {}): Promise<RunningGateway> {
  const documents = [
    { inbound: [], backend: [step("forward-request", { "http-version": 2, ...forward })], outbound: [], onError: [] },
  ];
  return runGateway(partsFor([url], { tls, ...care }, { version: { documents } }));
}

async function runHttp2(
  listener: (request: Http2ServerRequest, response: Http2ServerResponse) => void,
  settings: { maxConcurrentStreams?: number } = {},
) {
  let sessions = 0;
  const backend = createSecureServer({ cert: server.cert, key: server.key, settings, allowHTTP1: true }, listener);
  const open = new Set<{ destroy(): void }>();
  backend.on("session", (session) => {
    sessions++;
    open.add(session);
  });
  backend.listen(0, "127.0.0.1");
  await once(backend, "listening");
  const { port } = backend.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    sessions: () => sessions,
    [Symbol.asyncDispose]: async () => {
      for (const session of open) session.destroy();
      backend.close();
      await once(backend, "close");
    },
  };
}
