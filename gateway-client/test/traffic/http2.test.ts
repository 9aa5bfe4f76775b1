import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from "node:http2";
import { buffer, text } from "node:stream/consumers";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { type Issued, makeAuthority } from "../support/certificates.ts";
import { runBackend } from "./sample-backend.ts";
import { API_KEY, sampleParts } from "./sample-parts.ts";
import { runSecureGateway } from "./secure-gateway.ts";

let certificate: Issued;

beforeAll(async () => {
  const authority = await makeAuthority();
  const names = ["api.test", "other.test"].map((value) => ({ type: "dns" as const, value }));
  certificate = await authority.issue({ subject: "CN=api.test", names });
});

async function session(port: number, host = "api.test"): Promise<ClientHttp2Session> {
  const client = connect(`https://${host}`, {
    host: "127.0.0.1",
    port,
    servername: host,
    rejectUnauthorized: false,
    maxSessionMemory: 100,
  });
  client.on("error", () => undefined);
  onTestFinished(() => client.destroy());
  await once(client, "connect");
  return client;
}

const call = { ":authority": "api.test", ":path": "/orders/42?a=%2F&b", "x-api-key": API_KEY };

async function answerOf(stream: ClientHttp2Stream) {
  const [headers] = await once(stream, "response");
  return { headers, status: headers[":status"], body: await text(stream) };
}

it("carries a call to the backend as HTTP/1.1 would: one host, cookies in one line, nothing of the connection", async () => {
  await using backend = await runBackend();
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  const stream = client.request({ ...call, cookie: ["a=1", "b=2"], te: "trailers", "x-many": ["1", "2"] });
  const { status, headers, body } = await answerOf(stream);
  expect(status).toBe(200);
  expect(headers["content-type"]).toBe("application/json");
  expect(headers["x-request-id"]).toBeDefined();
  const seen = JSON.parse(body);
  expect(seen).toMatchObject({
    method: "GET",
    url: "/42?a=%2F&b",
    headers: {
      host: new URL(backend.url).host,
      cookie: "a=1; b=2",
      "x-many": "1, 2",
      via: "2.0 gatehouse",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "api.test",
    },
  });
  expect(Object.keys(seen.headers)).not.toContain("te");
  expect(gateway.calls).toMatchObject([{ status: 200, operation: "*" }]);
});

it("carries large bodies both ways at once, byte for byte, with a known and an unknown length", async () => {
  const body = randomBytes(8 * 1024 * 1024);
  await using backend = await runBackend((incoming, response) => incoming.pipe(response));
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  const answers = [true, false].map(async (hasLength) => {
    const stream = client.request({
      ...call,
      ":method": "POST",
      ...(hasLength ? { "content-length": body.length } : {}),
    });
    stream.end(body);
    return createHash("sha256")
      .update(await buffer(stream))
      .digest("hex");
  });
  const sent = createHash("sha256").update(body).digest("hex");
  expect(await Promise.all(answers)).toEqual([sent, sent]);
  expect(gateway.calls).toMatchObject([
    { bytesIn: body.length, bytesOut: body.length },
    { bytesIn: body.length, bytesOut: body.length },
  ]);
});

it("passes trailers on, both ways", async () => {
  let received: NodeJS.Dict<string> = {};
  await using backend = await runBackend(async (incoming, response) => {
    await text(incoming);
    received = incoming.trailers;
    response.write("body");
    response.addTrailers({ "x-sum": "42" });
    response.end();
  });
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  const stream = client.request({ ...call, ":method": "POST" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "x-in": "7" }));
  stream.end("hello");
  const trailers = once(stream, "trailers");
  expect((await answerOf(stream)).body).toBe("body");
  expect((await trailers)[0]).toMatchObject({ "x-sum": "42" });
  expect(received["x-in"]).toBe("7");
});

it("tells a waiting caller to go on, and passes early hints on", async () => {
  await using backend = await runBackend((incoming, response) => {
    response.writeEarlyHints({ link: "</style.css>; rel=preload" });
    incoming.pipe(response);
  });
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  const stream = client.request({ ...call, ":method": "POST", expect: "100-continue" });
  const interim: number[] = [];
  stream.on("headers", (headers) => interim.push(Number(headers[":status"])));
  stream.on("continue", () => stream.end("hello"));
  expect((await answerOf(stream)).body).toBe("hello");
  expect(interim).toContain(103);
});

it.each([
  ["HEAD", "/orders/head", 200],
  ["GET", "/orders/304", 304],
  ["GET", "/orders/204", 204],
])("answers %s %s without a body", async (method, path, status) => {
  await using backend = await runBackend((_, response) => {
    response.writeHead(status, status === 200 ? { "content-length": "1234" } : {}).end();
  });
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  const answer = await answerOf(client.request({ ...call, ":method": method, ":path": path }));
  expect([answer.status, answer.body]).toEqual([status, ""]);
  expect(answer.headers["content-length"]).toBe(status === 200 ? "1234" : undefined);
});

it("refuses a call without a key while its body is still coming, and the other streams go on", async () => {
  await using backend = await runBackend();
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  const refused = client.request({ ":path": "/orders/42", ":method": "POST" });
  refused.on("error", () => undefined);
  refused.write(Buffer.alloc(100_000));
  const answer = await answerOf(refused);
  expect([answer.status, JSON.parse(answer.body).code]).toEqual([401, "subscription-key-missing"]);
  expect((await answerOf(client.request(call))).status).toBe(200);
});

it("ends the backend's work when the caller resets its stream, and counts it", async () => {
  const gone = Promise.withResolvers<void>();
  await using backend = await runBackend((_, response) => {
    response.on("close", gone.resolve);
    response.write("x");
  });
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  const stream = client.request(call);
  stream.on("error", () => undefined);
  await once(stream, "response");
  stream.close(constants.NGHTTP2_CANCEL);
  await gone.promise;
  await expect.poll(() => gateway.calls).toMatchObject([{ status: 200 }]);
});

it("resets the stream when the backend breaks off in the middle of its answer", async () => {
  await using backend = await runBackend((_, response) => {
    response.setHeader("content-length", 100);
    response.write("half");
    setImmediate(() => response.destroy());
  });
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  const stream = client.request(call);
  await once(stream, "response");
  await expect(text(stream)).rejects.toMatchObject({ code: "ERR_HTTP2_STREAM_ERROR" });
  expect((await answerOf(client.request({ ...call, ":path": "/nowhere" }))).status).toBe(404);
});

it("holds back a backend whose caller does not read, and a caller whose backend does not", async () => {
  const total = 256 * 1024 * 1024;
  let written = 0;
  const blocked = Promise.withResolvers<void>();
  await using backend = await runBackend((_, response) => {
    const chunk = Buffer.alloc(1024 * 1024);
    const write = () => {
      while (written < total) {
        written += chunk.length;
        if (!response.write(chunk)) {
          setTimeout(blocked.resolve, 500);
          return;
        }
      }
      response.end();
    };
    response.on("drain", write);
    write();
  });
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  const stream = client.request({ ...call, ":method": "POST" });
  stream.on("error", () => undefined);
  stream.pause();
  await once(stream, "response");
  let sent = 0;
  const send = () => {
    while (sent < total && stream.write(Buffer.alloc(1024 * 1024))) sent += 1024 * 1024;
  };
  stream.on("drain", send);
  send();
  await blocked.promise;
  expect(written).toBeLessThan(total / 2);
  expect(sent).toBeLessThan(total / 2);
});

it("tells callers to go elsewhere when it stops, and lets streams in flight finish", async () => {
  const held: (() => void)[] = [];
  await using backend = await runBackend((_, response) => {
    held.push(() => response.end("late"));
  });
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  const answer = answerOf(client.request(call));
  await expect.poll(() => held.length).toBe(1);
  const goneAway = once(client, "goaway");
  const closed = gateway.close(30_000);
  expect((await goneAway)[0]).toBe(constants.NGHTTP2_NO_ERROR);
  held[0]?.();
  expect((await answer).body).toBe("late");
  await closed;
});

it("serves another host of the same certificate on one connection, and refuses one that it is not for", async () => {
  await using backend = await runBackend();
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  expect((await answerOf(client.request({ ...call, ":authority": "other.test:8443" }))).status).toBe(200);
  const answer = await answerOf(client.request({ ...call, ":authority": "elsewhere.test" }));
  expect([answer.status, JSON.parse(answer.body).code]).toEqual([421, "misdirected-request"]);
});

it("lets a connection live whose streams are cancelled now and then", async () => {
  await using backend = await runBackend((incoming, response) => {
    if (incoming.url !== "/slow") response.end("fast");
  });
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate]);
  const client = await session(gateway.securePort);
  for (let round = 0; round < 400; round++) {
    const cancelled = client.request({ ...call, ":path": "/orders/slow" });
    cancelled.on("error", () => undefined);
    const answer = await answerOf(client.request(call));
    expect(answer.body).toBe("fast");
    cancelled.close(constants.NGHTTP2_CANCEL);
  }
  expect(client.destroyed).toBe(false);
});

it("cuts a stream whose caller does not take its answer", async () => {
  const gone = Promise.withResolvers<void>();
  await using backend = await runBackend((_, response) => {
    response.on("close", gone.resolve);
    response.write(Buffer.alloc(32 * 1024 * 1024));
  });
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate], {
    bounds: { sendIdleTimeoutMs: 100 },
  });
  const client = await session(gateway.securePort);
  const stream = client.request(call);
  const ended = once(stream, "close");
  stream.on("error", () => undefined);
  stream.pause();
  await gone.promise;
  stream.resume();
  await ended;
  expect(stream.rstCode).toBe(constants.NGHTTP2_CANCEL);
});

it("gives a body that does not come a bound, and a connection that is idle too", async () => {
  await using backend = await runBackend();
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [certificate], {
    bounds: { bodyIdleTimeoutMs: 100, keepAliveTimeoutMs: 100, headTimeoutMs: 100 },
  });
  const client = await session(gateway.securePort);
  const closed = once(client, "close");
  const stream = client.request({ ...call, ":method": "POST", "content-length": 5 });
  stream.on("error", () => undefined);
  expect((await answerOf(stream)).status).toBe(408);
  await closed;
});
