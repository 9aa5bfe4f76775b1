import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningGateway, runGateway } from "./running-gateway.ts";
import { runBackend, type SampleBackend } from "./sample-backend.ts";
import { sampleParts } from "./sample-parts.ts";

/** The gateway as a whole in front of a backend: what two parsers could read differently never gets there. */
let backend: SampleBackend;
let gateway: RunningGateway;

beforeAll(async () => {
  backend = await runBackend();
  gateway = await runGateway(
    sampleParts({ backendUrl: backend.url, api: { basePath: "/", credentials: { none: true } } }),
  );
});

afterAll(async () => {
  await gateway.close(0);
  await backend[Symbol.asyncDispose]();
});

const HOST = "Host: api.test\r\n";
const big = (bytes: number) => "x".repeat(bytes);

describe("refused before the backend", () => {
  it.each([
    [
      "length and chunked",
      `POST / HTTP/1.1\r\n${HOST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ["two lengths", `POST / HTTP/1.1\r\n${HOST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`, 400],
    ["two equal lengths", `POST / HTTP/1.1\r\n${HOST}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello`, 400],
    ["a list of lengths", `POST / HTTP/1.1\r\n${HOST}Content-Length: 5, 5\r\n\r\nhello`, 400],
    ["a signed length", `POST / HTTP/1.1\r\n${HOST}Content-Length: +5\r\n\r\nhello`, 400],
    ["a hexadecimal length", `POST / HTTP/1.1\r\n${HOST}Content-Length: 0x5\r\n\r\nhello`, 400],
    ["an unknown coding", `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: xchunked\r\n\r\n`, 400],
    [
      "chunked twice",
      `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n`,
      400,
    ],
    ["chunked not last", `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, gzip\r\n\r\n`, 400],
    ["a bare LF", `GET / HTTP/1.1\n${HOST}\r\n`, 400],
    ["a bare LF after a header line", "GET / HTTP/1.1\r\nHost: api.test\nX: 1\r\n\r\n", 400],
    ["a bare CR in a value", `GET / HTTP/1.1\r\n${HOST}X: a\rb\r\n\r\n`, 400],
    ["NUL in a value", `GET / HTTP/1.1\r\n${HOST}X: a\0b\r\n\r\n`, 400],
    ["a folded line", `GET / HTTP/1.1\r\n${HOST}X: a\r\n b\r\n\r\n`, 400],
    ["a space before the colon", `GET / HTTP/1.1\r\n${HOST}X : a\r\n\r\n`, 400],
    ["a line without a colon", `GET / HTTP/1.1\r\n${HOST}X\r\n\r\n`, 400],
    ["an empty name", `GET / HTTP/1.1\r\n${HOST}: a\r\n\r\n`, 400],
    ["no host", "GET / HTTP/1.1\r\n\r\n", 400],
    ["two hosts", `GET / HTTP/1.1\r\n${HOST}${HOST}\r\n`, 400],
    ["a host with a path", "GET / HTTP/1.1\r\nHost: api.test/x\r\n\r\n", 400],
    ["another host in the target", `GET http://other.test/ HTTP/1.1\r\n${HOST}\r\n`, 400],
    ["two spaces in the request line", `GET  / HTTP/1.1\r\n${HOST}\r\n`, 400],
    ["another protocol", `GET / HTTX/1.1\r\n${HOST}\r\n`, 400],
    ["another major version", `GET / HTTP/3.0\r\n${HOST}\r\n`, 505],
    ["a tunnel", `CONNECT api.test:443 HTTP/1.1\r\n${HOST}\r\n`, 501],
    ["another expectation", `POST / HTTP/1.1\r\n${HOST}Expect: magic\r\nContent-Length: 1\r\n\r\n`, 417],
    ["a header beyond the bound", `GET / HTTP/1.1\r\n${HOST}X: ${big(40_000)}\r\n\r\n`, 431],
    ["too many header lines", `GET / HTTP/1.1\r\n${HOST}${"X: 1\r\n".repeat(200)}\r\n`, 431],
    ["a target beyond the bound", `GET /${big(10_000)} HTTP/1.1\r\n${HOST}\r\n`, 414],
    ["a fragment in the target", `GET /a#b HTTP/1.1\r\n${HOST}\r\n`, 400],
    ["dot segments", `GET /a/../b HTTP/1.1\r\n${HOST}\r\n`, 400],
    ["encoded dot segments", `GET /a/%2e%2e%2fb HTTP/1.1\r\n${HOST}\r\n`, 400],
    ["an encoded NUL", `GET /a%00b HTTP/1.1\r\n${HOST}\r\n`, 400],
    ["a backslash", `GET /a\\b HTTP/1.1\r\n${HOST}\r\n`, 400],
    ["a byte above ASCII in the target", `GET /\xe9 HTTP/1.1\r\n${HOST}\r\n`, 400],
  ])("%s", async (_, bytes, status) => {
    const answer = await gateway.raw(bytes, /\r\n\r\n\{.*\}$/s);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain("application/problem+json");
    expect(answer.match(/HTTP\/1.1 \d/g)).toHaveLength(1);
    expect(backend.requests).toEqual([]);
  });
});

describe("broken chunks end the exchange", () => {
  it.each([
    ["a size that is no number", "zz\r\nhello\r\n0\r\n\r\n"],
    ["a signed size", "-1\r\nhello\r\n0\r\n\r\n"],
    ["a bare LF after the size", "5\nhello\r\n0\r\n\r\n"],
    ["a chunk longer than its size", "3\r\nhello\r\n0\r\n\r\n"],
    ["a size beyond all bounds", "fffffffffffffffff\r\nhello\r\n0\r\n\r\n"],
  ])("%s", async (_, chunks) => {
    const head = `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n`;
    const answer = await gateway.raw(head + chunks, /\r\n\r\n\{.*\}$/s);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(backend.requests.filter(({ body }) => body.includes("0\r\n"))).toEqual([]);
  });
});
