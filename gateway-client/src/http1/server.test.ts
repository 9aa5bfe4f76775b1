import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { malformedRequests } from "./malformed-requests.ts";
import { sendRaw, startServer } from "./testing.ts";
import type { IncomingExchange } from "./transport.ts";

describe("what two parsers could read differently", () => {
  test.each(malformedRequests)("%s is refused and reaches nobody", async (_name, bytes, status) => {
    const reached: string[] = [];
    const port = await startServer((exchange) => {
      exchange.readBody({
        onData: () => undefined,
        onEnd: () => {
          reached.push(exchange.target);
          exchange.answer(200, []);
        },
        onBroken: (fault) => exchange.answer(fault?.status ?? 400, []),
      });
    });
    const answer = await sendRaw(port, bytes);
    expect(reached).toEqual([]);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/\r\nconnection: close\r\n/);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  test("there are more than 150 such requests", () => {
    expect(malformedRequests.length).toBeGreaterThan(150);
  });
});

function echo(exchange: IncomingExchange): void {
  let body = "";
  exchange.readBody({
    onData: (chunk) => {
      body += Buffer.from(chunk).toString("latin1");
    },
    onEnd: (trailers) =>
      exchange.answer(200, ["x-trailers", trailers.join("|")], `${exchange.method} ${exchange.target} ${body}`),
    onBroken: () => exchange.abort(),
  });
}

const LAST = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

describe("requests as they should be", () => {
  test.each([
    ["one empty line before it", "\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a "],
    ["an absolute target of the same host", "GET http://A/b?c HTTP/1.1\r\nHost: a\r\n\r\n", "GET /b?c "],
    ["an absolute target without a path", "GET http://a HTTP/1.1\r\nHost: a\r\n\r\n", "GET / "],
    ["OPTIONS of everything", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * "],
    ["an IPv6 host", "GET /a HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET /a "],
    ["an empty host", "GET /a HTTP/1.1\r\nHost:\r\n\r\n", "GET /a "],
    ["no space around values", "GET /a HTTP/1.1\r\nHost:a\r\nX:b\r\n\r\n", "GET /a "],
    ["much space around values", "GET /a HTTP/1.1\r\nHost: \t a \t \r\nX:  \r\n\r\n", "GET /a "],
    [
      "encoded bytes, left as they are",
      "GET /%2e%2E/%00?%zz=%41 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /%2e%2E/%00?%zz=%41 ",
    ],
    ["a body of a known length", "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "POST /a hello"],
    ["a chunked body", chunked("5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n"), "POST /a hello!"],
    ["chunks with extensions", chunked('5;a;b=c; d = "e\\"f"\r\nhello\r\n0;z\r\n\r\n'), "POST /a hello"],
    ["sizes with leading zeros and capitals", chunked("00A\r\n0123456789\r\n000\r\n\r\n"), "POST /a 0123456789"],
    [
      "a body that looks like a request",
      chunked(`${LAST.length.toString(16)}\r\n${LAST}\r\n0\r\n\r\n`),
      `POST /a ${LAST}`,
    ],
  ])("%s", async (_name, bytes, body) => {
    const answer = await sendRaw(await startServer(echo), bytes + LAST);
    expect(answer.split("\r\n\r\n").slice(1).join("\r\n\r\n")).toContain(body);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
    expect(answer.endsWith("GET /last ")).toBe(true);
  });

  test("arrives the same byte by byte", async () => {
    const port = await startServer(echo);
    const bytes = chunked("5;a=b\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n") + LAST;
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect({ port, host: "127.0.0.1", noDelay: true }, async () => {
        for (const byte of bytes) {
          socket.write(byte, "latin1");
          await new Promise((next) => setImmediate(next));
        }
      });
      socket.on("data", (data) => {
        text += data.toString("latin1");
      });
      socket.on("close", () => resolve(text));
    });
    expect(answer).toContain("x-trailers: X-Sum|1");
    expect(answer).toContain("POST /a hello");
    expect(answer.endsWith("GET /last ")).toBe(true);
  });

  test("pipelined ones are answered in their order", async () => {
    const requests = Array.from({ length: 500 }, (_, i) => `GET /${i} HTTP/1.1\r\nHost: a\r\n\r\n`).join("");
    const answer = await sendRaw(await startServer(echo), requests + LAST);
    expect([...answer.matchAll(/GET \/(\d+) /g)].map((match) => Number(match[1]))).toEqual(
      Array.from({ length: 500 }, (_, i) => i),
    );
  });
});

describe("the connection", () => {
  test.each([
    ["stays open in HTTP/1.1", "GET /a HTTP/1.1\r\nHost: a\r\n\r\n", true],
    ["ends in HTTP/1.1 when asked", "GET /a HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", false],
    ["ends in HTTP/1.0", "GET /a HTTP/1.0\r\n\r\n", false],
    ["stays open in HTTP/1.0 when asked", "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true],
  ])("%s", async (_name, bytes, isKept) => {
    const answer = await sendRaw(await startServer(echo), bytes + LAST);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(isKept ? 2 : 1);
  });

  test("ends behind a body that nobody read", async () => {
    const port = await startServer((exchange) => exchange.answer(401, [], "no"));
    const answer = await sendRaw(
      port,
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nGET / HTTP/1.1\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).toContain("connection: close");
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  test("goes on behind an unread body that had arrived whole", async () => {
    const port = await startServer((exchange) => exchange.answer(401, [], "no"));
    const answer = await sendRaw(port, `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello${LAST}`);
    expect(answer.match(/HTTP\/1\.1 401 /g)).toHaveLength(2);
  });

  test("asks a waiting caller for its body only when somebody reads it", async () => {
    const waiting = "POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    const refusing = await sendRaw(await startServer((exchange) => exchange.answer(403, [], "")), waiting);
    expect(refusing).toMatch(/^HTTP\/1\.1 403 /);
    const port = await startServer(echo);
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(waiting));
      socket.on("data", (data) => {
        text += data.toString();
        if (text === "HTTP/1.1 100 Continue\r\n\r\n") socket.write(`hello${LAST}`);
      });
      socket.on("close", () => resolve(text));
    });
    expect(answer).toContain("POST /a hello");
  });

  test("a caller that is slow with its header is told and dropped", async () => {
    const port = await startServer(echo, { bounds: { headTimeoutMs: 50 } });
    expect(await sendRaw(port, "GET / HTTP/1.1\r\nHost: a\r\nX: ")).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("a caller that is slow with its body is told and dropped", async () => {
    const port = await startServer(
      (exchange) =>
        exchange.readBody({
          onData: () => undefined,
          onEnd: () => undefined,
          onBroken: (fault) => exchange.answer(fault?.status ?? 500, []),
        }),
      { bounds: { bodyIdleTimeoutMs: 50 } },
    );
    expect(await sendRaw(port, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe")).toMatch(
      /^HTTP\/1\.1 408 /,
    );
  });

  test("a connection that says nothing is dropped without a word", async () => {
    const port = await startServer(echo, { bounds: { headTimeoutMs: 50 } });
    expect(await sendRaw(port, "")).toBe("");
  });

  test("a caller that goes away is noticed", async () => {
    const gone = Promise.withResolvers<boolean>();
    const port = await startServer((exchange) => {
      exchange.onClose = gone.resolve;
    });
    const socket = connect(port, "127.0.0.1", () => {
      socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n", () => socket.destroy());
    });
    expect(await gone.promise).toBe(false);
  });

  test("a caller that has ended its side still gets its answer", async () => {
    const port = await startServer(echo);
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true }, () => {
        socket.end("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
      });
      socket.on("data", (data) => {
        text += data.toString();
      });
      socket.on("end", () => resolve(text));
    });
    expect(answer).toContain("GET /a ");
  });
});

describe("answers", () => {
  test.each([
    ["HEAD has the length and no body", "HEAD", 200, "content-length: 5\r\n", false],
    ["204 has neither", "GET", 204, "", false],
    ["304 has no body", "GET", 304, "", false],
    ["200 has both", "GET", 200, "content-length: 5\r\n", true],
  ])("%s", async (_name, method, status, length, hasBody) => {
    const port = await startServer((exchange) => exchange.answer(status, [], "hello"));
    const answer = await sendRaw(port, `${method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    const [head = "", body] = answer.split("\r\n\r\n");
    expect(body).toBe(hasBody ? "hello" : "");
    expect(/content-length.*\r\n/.exec(head)?.[0] ?? "").toBe(length);
  });

  test("carry the date that the backend gave, or ours", async () => {
    const port = await startServer((exchange) => exchange.answer(200, exchange.target === "/a" ? ["Date", "x"] : []));
    const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    expect((await sendRaw(port, request("/a"))).match(/date: .*/gi)).toEqual(["Date: x"]);
    expect(await sendRaw(port, request("/b"))).toMatch(/date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/);
  });

  test("of unknown length are chunked, with trailers, and end with the connection in HTTP/1.0", async () => {
    const port = await startServer((exchange) => {
      exchange.start(200, [], undefined);
      exchange.write(Buffer.from("hello"));
      exchange.flush();
      exchange.write(Buffer.alloc(20_000, "x"));
      exchange.end(["x-sum", "1"]);
    });
    const modern = await sendRaw(port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    expect(modern).toContain("transfer-encoding: chunked");
    expect(modern.endsWith(`5\r\nhello\r\n4e20\r\n${"x".repeat(20_000)}\r\n0\r\nx-sum: 1\r\n\r\n`)).toBe(true);
    const old = await sendRaw(port, "GET / HTTP/1.0\r\n\r\n");
    expect(old.endsWith(`\r\n\r\nhello${"x".repeat(20_000)}`)).toBe(true);
  });

  test("text beyond ASCII goes out as UTF-8 with its length in bytes", async () => {
    const port = await startServer((exchange) => exchange.answer(200, [], "größer"));
    const answer = await sendRaw(port, LAST);
    expect(answer).toContain("content-length: 8");
    expect(Buffer.from(answer.split("\r\n\r\n")[1] ?? "", "latin1").toString("utf8")).toBe("größer");
  });
});

function chunked(body: string): string {
  return `POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${body}`;
}
