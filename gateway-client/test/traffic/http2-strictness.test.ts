import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { makeAuthority } from "../support/certificates.ts";
import {
  CONTINUATION,
  connectFrames,
  DATA,
  END_HEADERS,
  END_STREAM,
  type FrameClient,
  GOAWAY,
  HEADERS,
  PING,
  packed,
  RST_STREAM,
  SETTINGS,
  WINDOW_UPDATE,
} from "../support/http2-frames.ts";
import { runBackend, type SampleBackend } from "./sample-backend.ts";
import { sampleParts } from "./sample-parts.ts";
import { runSecureGateway, type SecureGateway } from "./secure-gateway.ts";

/** What two parsers could read differently never gets to the backend, whoever refuses it: the library below or the gateway. */
let backend: SampleBackend;
let gateway: SecureGateway;

beforeAll(async () => {
  const authority = await makeAuthority();
  const certificate = await authority.issue({ names: [{ type: "dns", value: "api.test" }] });
  backend = await runBackend();
  const parts = sampleParts({ backendUrl: backend.url, api: { basePath: "/", credentials: { none: true } } });
  gateway = await runSecureGateway(parts, [certificate]);
});

afterAll(async () => {
  await gateway.close(0);
  await backend[Symbol.asyncDispose]();
});

beforeEach(() => {
  backend.requests.length = 0;
});

async function client(): Promise<FrameClient> {
  const made = await connectFrames(gateway.securePort);
  onTestFinished(() => void made.socket.destroy());
  return made;
}

const pseudo = [":method", "GET", ":scheme", "https", ":path", "/", ":authority", "api.test"];
const change = (name: string, value: string) => pseudo.map((text, at) => (pseudo[at - 1] === name ? value : text));
const without = (name: string) => pseudo.filter((text, at) => text !== name && pseudo[at - 1] !== name);
const big = (bytes: number) => "x".repeat(bytes);

describe("a head that is refused", () => {
  it.each([
    ["no method", without(":method")],
    ["no scheme", without(":scheme")],
    ["no path", without(":path")],
    ["no host", without(":authority")],
    ["an empty path", change(":path", "")],
    ["a path without a slash", change(":path", "orders")],
    ["a path with a space", change(":path", "/a b")],
    ["a path with a fragment", change(":path", "/a#b")],
    ["a path with a byte above ASCII", change(":path", "/\xe9")],
    ["a path with a line end", change(":path", "/a\r\nX: 1")],
    ["a path beyond the bound", change(":path", `/${big(10_000)}`)],
    ["dot segments", change(":path", "/a/../b")],
    ["encoded dot segments", change(":path", "/a/%2e%2e%2fb")],
    ["an encoded NUL", change(":path", "/a%00b")],
    ["an asterisk without OPTIONS", change(":path", "*")],
    ["a method that is no token", change(":method", "G ET")],
    ["a tunnel", [":method", "CONNECT", ":authority", "api.test:443"]],
    ["another scheme", change(":scheme", "http")],
    ["an authority with a path", change(":authority", "api.test/x")],
    ["an authority with a user", change(":authority", "user@api.test")],
    ["another host than the authority", [...pseudo, "host", "other.test"]],
    ["two hosts", [...without(":authority"), "host", "api.test", "host", "api.test"]],
    ["a pseudo field twice", [...pseudo, ":path", "/b"]],
    ["an unknown pseudo field", [...pseudo, ":orders", "1"]],
    ["a pseudo field of answers", [...pseudo, ":status", "200"]],
    ["an extended CONNECT that was not offered", [...change(":method", "CONNECT"), ":protocol", "websocket"]],
    ["a pseudo field after a field", [...without(":path"), "x", "1", ":path", "/"]],
    ["a name in capitals", [...pseudo, "X-Name", "1"]],
    ["connection", [...pseudo, "connection", "keep-alive"]],
    ["transfer-encoding", [...pseudo, "transfer-encoding", "chunked"]],
    ["upgrade", [...pseudo, "upgrade", "websocket"]],
    ["keep-alive", [...pseudo, "keep-alive", "1"]],
    ["proxy-connection", [...pseudo, "proxy-connection", "keep-alive"]],
    ["te with more than trailers", [...pseudo, "te", "gzip"]],
    ["two lengths", [...pseudo, "content-length", "0", "content-length", "0"]],
    ["a list of lengths", [...pseudo, "content-length", "0, 0"]],
    ["a signed length", [...pseudo, "content-length", "+0"]],
    ["a length without a body", [...pseudo, "content-length", "5"]],
    ["another expectation", [...pseudo, "expect", "magic"]],
    ["a header beyond the bound", [...pseudo, "x", big(14_000), "y", big(14_000), "z", big(14_000)]],
    ["too many fields", [...pseudo, ...Array.from({ length: 120 }, () => ["x", "1"]).flat()]],
  ])("%s", async (_, fields) => {
    const frames = await client();
    const [head, ...rest] = chunksOf(packed(fields));
    frames.send(HEADERS, END_STREAM | (rest.length === 0 ? END_HEADERS : 0), 1, head);
    for (const part of rest) frames.send(CONTINUATION, part === rest.at(-1) ? END_HEADERS : 0, 1, part);
    const end = await frames.until(
      ({ type, stream }) => type === RST_STREAM || type === GOAWAY || (type === HEADERS && stream === 1),
    );
    expect(end).toBeDefined();
    if (end?.type === HEADERS) expect(statusOf(gateway)).toBeGreaterThanOrEqual(400);
    expect(backend.requests).toEqual([]);
  });
});

describe("a field that the library takes out", () => {
  it.each([
    ["a name with a space", "x name", "1"],
    ["an empty name", "", "1"],
    ["a value with a line end", "x", "a\r\nb: c"],
    ["a value with NUL", "x", "a\0b"],
  ])("%s", async (_, name, value) => {
    const frames = await client();
    frames.sendFields(1, [...pseudo, name, value]);
    expect(await frames.until(({ type, flags }) => type === DATA && flags === END_STREAM)).toBeDefined();
    const lines = backend.requests[0]?.rawHeaders.join("\n") ?? "";
    expect(lines).toContain("via\n2.0 gatehouse");
    expect(lines).not.toMatch(/^(x|x name|b|)$/m);
  });
});

describe("a body that is refused", () => {
  it.each([
    ["longer than said", "2", "hello"],
    ["shorter than said", "9", "hello"],
  ])("%s", async (_, length, body) => {
    const frames = await client();
    frames.sendFields(1, [...change(":method", "POST"), "content-length", length], END_HEADERS);
    frames.send(DATA, END_STREAM, 1, Buffer.from(body));
    expect(await frames.until(({ type }) => type === RST_STREAM || type === GOAWAY)).toBeDefined();
    expect(backend.requests).toEqual([]);
  });

  it("with a trailer that would change how the message is read", async () => {
    const frames = await client();
    frames.sendFields(1, change(":method", "POST"), END_HEADERS);
    frames.send(DATA, 0, 1, Buffer.from("hello"));
    frames.sendFields(1, ["authorization", "Bearer x"]);
    expect(await frames.until(({ type, stream }) => type === HEADERS && stream === 1)).toBeDefined();
    expect(statusOf(gateway)).toBe(400);
    expect(backend.requests.filter(({ body }) => body !== "")).toEqual([]);
  });
});

describe("a flood ends its connection", () => {
  it("of streams that are reset at once", async () => {
    const frames = await client();
    const before = gateway.calls.length;
    for (let stream = 1; stream < 20_000; stream += 2) {
      frames.sendFields(stream, pseudo);
      frames.send(RST_STREAM, 0, stream, Buffer.from([0, 0, 0, 8]));
    }
    await hasEnded(frames);
    expect(gateway.calls.length - before).toBeLessThan(1_000);
  });

  it.each([
    ["pings", PING, Buffer.alloc(8)],
    ["settings", SETTINGS, Buffer.alloc(0)],
  ])("of %s", async (_, type, payload) => {
    const frames = await client();
    for (let count = 0; count < 5_000; count++) frames.send(type, 0, 0, payload);
    await hasEnded(frames);
  });

  it("of continuations without an end", async () => {
    const frames = await client();
    frames.send(HEADERS, 0, 1, packed(pseudo));
    for (let count = 0; count < 10_000; count++) frames.send(CONTINUATION, 0, 1, packed(["x", big(100)]));
    await hasEnded(frames);
  });

  it("of windows that grow beyond the bound", async () => {
    const frames = await client();
    for (let count = 0; count < 3; count++) frames.send(WINDOW_UPDATE, 0, 0, Buffer.from([0x7f, 0xff, 0xff, 0xff]));
    await hasEnded(frames);
  });

  it("that goes beyond the streams that it was given is refused stream by stream", async () => {
    const frames = await client();
    for (let stream = 1; stream <= 2 * 150; stream += 2)
      frames.sendFields(stream, change(":method", "POST"), END_HEADERS);
    expect(await frames.until(({ type }) => type === RST_STREAM || type === GOAWAY)).toBeDefined();
  });
});

/** Waits for the farewell, or for the end: a flood may still be on its way when the farewell comes. */
async function hasEnded({ socket, until }: FrameClient): Promise<void> {
  const farewell = await until(({ type }) => type === GOAWAY);
  expect(farewell !== undefined || socket.closed).toBe(true);
}

function statusOf({ calls }: SecureGateway): number {
  return calls.at(-1)?.status ?? 0;
}

function chunksOf(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 16_000) parts.push(bytes.subarray(at, at + 16_000));
  return parts;
}
