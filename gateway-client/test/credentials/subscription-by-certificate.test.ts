import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { clientHash } from "@gatehouse/contract/client-hash.ts";
import { beforeAll, expect, it } from "vitest";
import { type Authority, type Issued, makeAuthority } from "../support/certificates.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { SUBSCRIPTION, sampleParts } from "../traffic/sample-parts.ts";
import { runSecureGateway } from "../traffic/secure-gateway.ts";

let authority: Authority;
let own: Issued;
beforeAll(async () => {
  authority = await makeAuthority();
  own = await authority.issue({ names: [{ type: "dns", value: "api.test" }] });
});

it("a subscription is found by the caller's certificate, and its calls are counted for it", async () => {
  const shown = await authority.issue({ subject: "CN=worker" });
  const { status, calls } = await callWith(shown, shown);
  expect(status).toBe(200);
  expect(calls).toMatchObject([{ subscription: SUBSCRIPTION }]);
});

it.each<[string, () => Promise<Issued | undefined>, boolean, string]>([
  ["no certificate", async () => undefined, false, "client-certificate-missing"],
  ["one that nobody entered", () => authority.issue({}), false, "client-certificate-without-subscription"],
  ["one that is over", () => authority.issue({ validDays: [-3, -1] }), true, "client-certificate-not-in-force"],
  ["one of strangers", async () => (await makeAuthority()).issue({}), true, "client-certificate-not-trusted"],
])("refuses %s, entered or not", async (_what, make, isEntered, code) => {
  const shown = await make();
  const entered = isEntered && shown !== undefined ? shown : await authority.issue({});
  expect(await callWith(shown, entered)).toMatchObject({ status: 403, code });
});

async function callWith(shown: Issued | undefined, entered: Issued) {
  await using backend = await runBackend();
  const parts = sampleParts({ backendUrl: backend.url, api: { credentials: { clientCertificate: true } } });
  const certificate = new X509Certificate(entered.cert).fingerprint256;
  const hash = clientHash({ product: "product-1", certificate });
  parts.set(`keys/${hash.slice(0, 2)}`, { keys: { [hash]: [SUBSCRIPTION, 0] } });
  await using gateway = await runSecureGateway(parts, [own], { clientCa: authority.cert });
  const outgoing = request({
    port: gateway.securePort,
    host: "127.0.0.1",
    ca: authority.cert,
    checkServerIdentity: () => undefined,
    ...shown,
    path: "/orders/42",
    headers: { host: "api.test", connection: "close" },
  }).end();
  const [response] = await once(outgoing, "response");
  const { code } = JSON.parse(await text(response));
  return { status: response.statusCode, code, calls: gateway.calls };
}
