import type { Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { Http1Pool, type PoolOptions } from "./pool.ts";
import { startRawBackend } from "./testing.ts";
import type { AnswerSink, OutgoingExchange, OutgoingRequest, UpstreamError } from "./transport.ts";

const timeouts = { connectMs: 5_000, firstByteMs: 5_000, idleMs: 5_000 };
const get: OutgoingRequest = { method: "GET", target: "/a", headerLines: ["host", "b"], contentLength: 0 };

interface Answered {
  status: number;
  lines: readonly string[];
  body: string;
  trailers: readonly string[];
  interim: number[];
}

function poolFor(port: number, options: Partial<PoolOptions> = {}): Http1Pool {
  const pool = new Http1Pool({ origin: `http://127.0.0.1:${port}`, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

/** Sends one request and resolves to its whole answer, or rejects with the UpstreamError. */
function send(
  pool: Http1Pool,
  request: Partial<OutgoingRequest> = {},
  bounds: Partial<typeof timeouts> = {},
  onReady: (exchange: OutgoingExchange) => void = () => undefined,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const answered: Answered = { status: 0, lines: [], body: "", trailers: [], interim: [] };
    const sink: AnswerSink = {
      onReady,
      onInformation: (status) => answered.interim.push(status),
      onHead: (status, lines) => Object.assign(answered, { status, lines }),
      onData: (chunk) => {
        answered.body += Buffer.from(chunk).toString("latin1");
      },
      onPause: () => undefined,
      onDrain: () => undefined,
      onEnd: (trailers) => resolve({ ...answered, trailers }),
      onError: reject,
    };
    pool.send({ ...get, ...request }, sink, { ...timeouts, ...bounds });
  });
}

/** Answers each request (known by its empty line) with the same bytes. */
const answering =
  (bytes: string, isClosing = false) =>
  (socket: Socket) => {
    socket.on("data", () => (isClosing ? socket.end(bytes, "latin1") : socket.write(bytes, "latin1")));
  };

describe("answers that break a rule", () => {
  test.each([
    ["no status line", "hello\r\n\r\n"],
    ["another protocol", "HTTPS/1.1 200 OK\r\n\r\n"],
    ["HTTP/2.0", "HTTP/2.0 200 OK\r\n\r\n"],
    ["a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"],
    ["a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n"],
    ["a status above 599", "HTTP/1.1 600 OK\r\n\r\n"],
    ["a reason with a control character", "HTTP/1.1 200 O\x01K\r\n\r\n"],
    ["bare LFs", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"],
    ["a bare CR", "HTTP/1.1 200 OK\r\nX: a\rY: b\r\n\r\n"],
    ["a folded line", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n"],
    ["a space before a colon", "HTTP/1.1 200 OK\r\nContent-Length : 0\r\n\r\n"],
    ["a value with NUL", "HTTP/1.1 200 OK\r\nX: \0\r\nContent-Length: 0\r\n\r\n"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    ["a length and chunks", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["an unknown coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"],
    ["chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["a chunk without a size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n0\r\n\r\n"],
    ["a switch of protocols that nobody asked for", "HTTP/1.1 101 Switching Protocols\r\n\r\n"],
    ["interim answers without end", "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(50)],
    ["a header without end", `HTTP/1.1 200 OK\r\nX: ${"a".repeat(70_000)}`],
  ])("%s", async (_name, bytes) => {
    const pool = poolFor(await startRawBackend(answering(bytes)));
    await expect(send(pool)).rejects.toMatchObject({ fault: "invalid-answer" });
  });

  test.each([
    ["before a byte", ""],
    ["inside the header", "HTTP/1.1 200 OK\r\nX: "],
    ["inside the body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"],
    ["inside a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"],
    ["between chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n"],
  ])("a connection that ends %s", async (_name, bytes) => {
    const pool = poolFor(await startRawBackend(answering(bytes, true)));
    await expect(send(pool)).rejects.toMatchObject({ fault: "closed" });
  });
});

describe("answers as they should be", () => {
  test.each([
    ["a length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello"],
    ["chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a\r\nhello\r\n0\r\n\r\n", "hello"],
    ["no reason and no space", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", "ok"],
    ["no body in 204", "HTTP/1.1 204 No Content\r\n\r\n", ""],
    ["no body in 304 whatever its length says", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", ""],
  ])("with %s", async (_name, bytes, body) => {
    const pool = poolFor(await startRawBackend(answering(bytes)));
    expect((await send(pool)).body).toBe(body);
    expect((await send(pool)).body).toBe(body);
  });

  test("that end with the connection", async () => {
    const pool = poolFor(await startRawBackend(answering("HTTP/1.1 200 OK\r\n\r\nhello", true)));
    expect((await send(pool)).body).toBe("hello");
  });

  test("to HEAD have no body", async () => {
    const pool = poolFor(await startRawBackend(answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")));
    expect((await send(pool, { method: "HEAD" })).body).toBe("");
  });

  test("carry interim answers and trailers", async () => {
    const bytes =
      "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Sum: 1\r\n\r\n";
    const answered = await send(poolFor(await startRawBackend(answering(bytes))));
    expect(answered).toMatchObject({ status: 200, interim: [103], trailers: ["X-Sum", "1"] });
  });
});

describe("connections", () => {
  test("are used again, the last one first", async () => {
    let connections = 0;
    const port = await startRawBackend((socket) => {
      connections++;
      answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")(socket);
    });
    const pool = poolFor(port);
    for (let i = 0; i < 5; i++) await send(pool);
    expect(connections).toBe(1);
    await Promise.all(Array.from({ length: 3 }, () => send(pool)));
    expect(connections).toBe(3);
  });

  test.each([
    ["says so", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"],
    ["speaks HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"],
    [
      "sends more than its answer",
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
    ],
  ])("are not used again when the backend %s", async (_name, bytes) => {
    let connections = 0;
    const port = await startRawBackend((socket) => {
      connections++;
      answering(bytes)(socket);
    });
    const pool = poolFor(port);
    expect((await send(pool)).body).toBe("");
    expect((await send(pool)).body).toBe("");
    expect(connections).toBe(2);
  });

  test("that ended while idle are told apart: the request may be sent again", async () => {
    const sockets: Socket[] = [];
    const port = await startRawBackend((socket) => {
      sockets.push(socket);
      socket.once("data", () => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        socket.once("data", () => socket.destroy());
      });
    });
    const pool = poolFor(port);
    await send(pool);
    await expect(send(pool)).rejects.toMatchObject({ fault: "closed", isUnsent: true });
  });

  test("beyond the bound wait for their turn, and beyond that are refused at once", async () => {
    let open = 0;
    let most = 0;
    const port = await startRawBackend((socket) => {
      socket.on("data", () => {
        most = Math.max(most, ++open);
        setImmediate(() => {
          open--;
          socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
      });
    });
    const pool = poolFor(port, { connectionsMax: 2, pendingMax: 3 });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => send(pool)));
    const faults = results.flatMap((each) =>
      each.status === "rejected" ? [(each.reason as UpstreamError).fault] : [],
    );
    expect(faults).toEqual(["overloaded", "overloaded", "overloaded"]);
    expect(most).toBeLessThanOrEqual(2);
  });

  test("that cannot be made are unreachable", async () => {
    const pool = poolFor(1);
    await expect(send(pool)).rejects.toMatchObject({ fault: "unreachable", isUnsent: true });
  });

  test.each([
    ["first byte", "first-byte-timeout", ""],
    ["next byte", "idle-timeout", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"],
  ])("are given up when the %s does not come", async (_name, fault, bytes) => {
    const pool = poolFor(await startRawBackend(answering(bytes)));
    await expect(send(pool, {}, { firstByteMs: 50, idleMs: 50 })).rejects.toMatchObject({ fault });
  });

  test.each([5, undefined])("leave with their body in one write, of the length %s", async (contentLength) => {
    const reads: string[] = [];
    const port = await startRawBackend((socket) => {
      socket.on("data", (bytes) => {
        reads.push(bytes.toString());
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      });
    });
    await send(poolFor(port), { method: "POST", contentLength }, {}, (exchange) =>
      exchange.write(Buffer.from("hello")),
    );
    expect(reads[0]).toMatch(/^POST \/a HTTP\/1.1\r\n.*\r\n\r\n(?:5\r\n)?hello/s);
  });

  test("given up are closed, and a late word of their exchange touches no other", async () => {
    const closed = Promise.withResolvers<void>();
    const port = await startRawBackend((socket) => {
      socket.on("close", () => closed.resolve());
      socket.on("data", () => undefined);
    });
    const pool = poolFor(port);
    send(pool, {}, {}, (exchange) => exchange.abort()).catch(() => undefined);
    await closed.promise;
    expect(pool.load).toBe(0);
  });
});

describe("bodies", () => {
  test.each([
    ["of a known length", 10, "content-length: 10\r\n\r\nhellohello"],
    [
      "of unknown length",
      undefined,
      "transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nhello\r\n0\r\nx-sum: 1\r\n\r\n",
    ],
  ])("%s arrive as they are", async (_name, contentLength, expected) => {
    let received = "";
    const port = await startRawBackend((socket) => {
      socket.on("data", (bytes) => {
        received += bytes.toString("latin1");
        if (received.endsWith(expected)) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      });
    });
    await send(poolFor(port), { method: "POST", contentLength }, {}, (exchange) => {
      exchange.write(Buffer.from("hello"));
      exchange.write(Buffer.from("hello"));
      exchange.end(contentLength === undefined ? ["x-sum", "1"] : []);
    });
    expect(received).toBe(`POST /a HTTP/1.1\r\nhost: b\r\n${expected}`);
  });

  test("answered before they are whole leave no connection behind", async () => {
    let connections = 0;
    const port = await startRawBackend((socket) => {
      connections++;
      socket.once("data", () => socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"));
    });
    const pool = poolFor(port);
    for (let i = 0; i < 2; i++) {
      expect((await send(pool, { method: "POST", contentLength: 1e6 })).status).toBe(413);
    }
    expect(connections).toBe(2);
  });
});
