import { once } from "node:events";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { beforeAll, expect, it } from "vitest";
import { type Authority, type Issued, makeAuthority } from "../support/certificates.ts";
import { runBackend } from "./sample-backend.ts";
import { API_KEY, sampleParts } from "./sample-parts.ts";
import { materialOf, runSecureGateway } from "./secure-gateway.ts";

let authority: Authority;
let first: Issued;
let second: Issued;
let wild: Issued;

beforeAll(async () => {
  authority = await makeAuthority();
  first = await authority.issue({ subject: "CN=first", names: [{ type: "dns", value: "first.test" }] });
  second = await authority.issue({ subject: "CN=second", names: [{ type: "dns", value: "second.test" }] });
  wild = await authority.issue({ subject: "CN=wild", names: [{ type: "dns", value: "*.wild.test" }] });
});

async function handshake(port: number, options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connect({ port, host: "127.0.0.1", ca: authority.cert, rejectUnauthorized: false, ...options });
  await once(socket, "secureConnect");
  return socket;
}

function shownTo(socket: TLSSocket): string | undefined {
  const name = socket.getPeerX509Certificate()?.subject;
  socket.destroy();
  return name;
}

it.each([
  ["first.test", "CN=first"],
  ["SECOND.test", "CN=second"],
  ["a.wild.test", "CN=wild"],
  ["a.b.wild.test", "CN=first"],
  ["wild.test", "CN=first"],
  ["elsewhere.test", "CN=first"],
  [undefined, "CN=first"],
])("a caller that asks for %s is shown the certificate of %s", async (servername, subject) => {
  await using gateway = await runSecureGateway(sampleParts(), [first, second, wild]);
  const socket = await handshake(gateway.securePort, servername === undefined ? {} : { servername });
  expect(shownTo(socket)).toBe(subject);
});

it("renewed certificates are shown from the next handshake on, and open connections go on", async () => {
  await using backend = await runBackend();
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [first]);
  const open = await handshake(gateway.securePort, { servername: "first.test" });
  gateway.server.secure(materialOf([second, wild]));
  expect(shownTo(await handshake(gateway.securePort, { servername: "first.test" }))).toBe("CN=second");
  expect(shownTo(await handshake(gateway.securePort, { servername: "x.wild.test" }))).toBe("CN=wild");
  open.write(`GET /orders HTTP/1.1\r\nHost: a\r\nx-api-key: ${API_KEY}\r\nConnection: close\r\n\r\n`);
  expect(await text(open)).toMatch(/^HTTP\/1.1 200 OK/);
});

it.each([
  ["TLS 1.1", { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }],
  ["a cipher without forward secrecy", { maxVersion: "TLSv1.2", ciphers: "AES128-GCM-SHA256" }],
  ["a cipher without authenticated encryption", { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-AES128-SHA" }],
  ["no protocol that is spoken here", { ALPNProtocols: ["smtp"] }],
] as const)("a handshake with %s comes to nothing", async (_, options) => {
  await using gateway = await runSecureGateway(sampleParts(), [first]);
  await expect(handshake(gateway.securePort, options as ConnectionOptions)).rejects.toThrow();
});

it.each(["TLSv1.2", "TLSv1.3"] as const)(
  "a call over %s reaches the backend, which is told that it was https",
  async (version) => {
    await using backend = await runBackend();
    await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url }), [first]);
    const outgoing = request({
      port: gateway.securePort,
      host: "127.0.0.1",
      servername: "first.test",
      ca: authority.cert,
      minVersion: version,
      maxVersion: version,
      method: "POST",
      path: "/orders/42?a=%2F",
      headers: { host: "first.test", "x-api-key": API_KEY, connection: "close" },
    });
    outgoing.end("x".repeat(100_000));
    const [response] = await once(outgoing, "response");
    const seen = JSON.parse(await text(response));
    expect(response.statusCode).toBe(200);
    expect(seen).toMatchObject({ method: "POST", url: "/42?a=%2F", headers: { "x-forwarded-proto": "https" } });
    expect(seen.body).toHaveLength(100_000);
  },
);

it("a connection that never ends its handshake is cut", async () => {
  await using gateway = await runSecureGateway(sampleParts(), [first], { bounds: { handshakeTimeoutMs: 100 } });
  expect(await gateway.raw("\x16\x03\x01\x02", undefined, gateway.securePort)).toBe("");
});
