import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { loadSnapshot } from "../../src/snapshot/load.ts";
import { type Authority, type Issued, makeAuthority } from "../support/certificates.ts";
import { runGateway } from "../traffic/running-gateway.ts";
import { API_KEY, step } from "../traffic/sample-parts.ts";
import { partsFor } from "./sample-backend-part.ts";

const headers = { "x-api-key": API_KEY };
let authority: Authority;
let server: Issued;
let client: Issued;

beforeAll(async () => {
  authority = await makeAuthority();
  server = await authority.issue({ names: [{ type: "dns", value: "orders.internal" }] });
  client = await authority.issue({ subject: "CN=gateway" });
});

describe("TLS to the backend", () => {
  it.each<[string, () => BackendPart["tls"], string]>([
    ["trusts no unknown authority", () => undefined, "502"],
    ["does not take a certificate of another name", () => ({ ca: authority.cert }), "502"],
    ["takes the server name that is set", () => ({ ca: authority.cert, serverName: "orders.internal" }), "nobody"],
    ["does not verify only where that is said", () => ({ insecure: true }), "nobody"],
  ])("%s", async (_, tls, expected) => {
    await using backend = await runTls();
    const settings = tls();
    await using gateway = await runGateway(partsFor([backend.url], settings && { tls: settings }));
    const response = await fetch(`${gateway.url}/orders`, { headers });
    expect(response.status === 200 ? await response.text() : String(response.status)).toBe(expected);
  });

  it("shows the backend's client certificate", async () => {
    await using backend = await runTls();
    const tls = { ...trusted(), certificate: client.cert, privateKey: client.key };
    await using gateway = await runGateway(partsFor([backend.url], { tls }));
    expect(await (await fetch(`${gateway.url}/orders`, { headers })).text()).toBe("gateway");
  });

  it("takes certificates and keys from named values, which only the gateway opens", async () => {
    await using backend = await runTls();
    const tls = { ...trusted(), certificate: "{{cert}}", privateKey: "{{key}}" };
    const values = { cert: { env: "CERT" }, key: { env: "KEY" } };
    const parts = partsFor([backend.url], { tls }, { api: { values } });
    await using gateway = await runGateway(parts);
    const contents: Record<string, string> = { CERT: client.cert, KEY: client.key };
    gateway.holder.current = loadSnapshot(parts, {
      resolve: (value) => ("env" in value ? (contents[value.env] ?? "") : ""),
    });
    expect(await (await fetch(`${gateway.url}/orders`, { headers })).text()).toBe("gateway");
  });

  it("shows the certificate of the policy authentication-certificate, and each caller's own connection", async () => {
    await using backend = await runTls();
    const policy = { certificate: client.cert, "private-key": client.key };
    const documents = [{ backend: [step("authentication-certificate", policy)] }, {}].map((document) => {
      return { inbound: [], backend: [], outbound: [], onError: [], ...document };
    });
    const parts = (use: number) =>
      partsFor([backend.url], { tls: trusted() }, { version: { documents, policies: { default: use, products: {} } } });
    await using gateway = await runGateway(parts(0));
    expect(await (await fetch(`${gateway.url}/orders`, { headers })).text()).toBe("gateway");
    gateway.holder.current = loadSnapshot(parts(1));
    expect(await (await fetch(`${gateway.url}/orders`, { headers })).text()).toBe("nobody");
  });
});

it.each<[string, () => BackendPart["tls"]]>([
  ["a certificate without its key", () => ({ certificate: client.cert })],
  ["a text that is no certificate", () => ({ ca: "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----" })],
  ["the key of another certificate", () => ({ certificate: client.cert, privateKey: server.key })],
])("refuses a snapshot with %s", (_, tls) => {
  const settings = tls();
  expect(() => loadSnapshot(partsFor(["https://a"], settings && { tls: settings }))).toThrow(/\/backend\/tls/);
});

function trusted() {
  return { ca: authority.cert, serverName: "orders.internal" };
}

/** Answers with the name of the client certificate. */
async function runTls() {
  const options = {
    cert: server.cert,
    key: server.key,
    ca: authority.cert,
    requestCert: true,
    rejectUnauthorized: false,
  };
  const backend = createServer(options, (request, response) => {
    const peer = "getPeerCertificate" in request.socket ? Object(request.socket).getPeerCertificate() : {};
    response.end(peer.subject?.CN ?? "nobody");
  });
  backend.listen(0, "127.0.0.1");
  await once(backend, "listening");
  const { port } = backend.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      backend.closeAllConnections();
      backend.close();
      await once(backend, "close");
    },
  };
}
