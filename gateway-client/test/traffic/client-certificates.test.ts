import { once } from "node:events";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { beforeAll, expect, it } from "vitest";
import { type Authority, type Issued, makeAuthority } from "../support/certificates.ts";
import { runBackend } from "./sample-backend.ts";
import { API_KEY, sampleParts, step } from "./sample-parts.ts";
import { runSecureGateway } from "./secure-gateway.ts";

let authority: Authority;
let own: Issued;

beforeAll(async () => {
  authority = await makeAuthority();
  own = await authority.issue({ names: [{ type: "dns", value: "api.test" }] });
});

/** A call of the gateway with that certificate, over a policy with that configuration. */
async function callWith(shown: Issued | undefined, config: object, forwardsCertificates = false) {
  await using backend = await runBackend();
  const document = { inbound: [step("validate-client-certificate", config)] };
  await using gateway = await runSecureGateway(sampleParts({ backendUrl: backend.url, document }), [own], {
    clientCa: authority.cert,
    forwardsCertificates,
  });
  const outgoing = request({
    port: gateway.securePort,
    host: "127.0.0.1",
    ca: authority.cert,
    checkServerIdentity: () => undefined,
    ...shown,
    path: "/orders/42",
    headers: {
      host: "api.test",
      "x-api-key": API_KEY,
      connection: "close",
      "client-cert": ":AAAA:",
      "X-Client-Cert": "forged",
      "x-forwarded-client-cert": "forged",
    },
  }).end();
  const [response] = await once(outgoing, "response");
  const body = JSON.parse(await text(response));
  return { status: response.statusCode, code: body.code, headers: body.headers };
}

it("lets in who is trusted and named, and hides what others say of certificates", async () => {
  const names = [{ type: "url" as const, value: "spiffe://acme/orders" }];
  const shown = await authority.issue({ subject: "CN=worker, O=Acme", names });
  const identities = [{ subject: "CN=worker,O=Acme", issuer: "CN=Test CA", san: "uri:spiffe://acme/orders" }];
  const { status, headers } = await callWith(shown, { identities });
  expect(status).toBe(200);
  expect(Object.keys(headers).filter((name) => name.includes("client-cert"))).toEqual([]);
});

it("tells backends of a trusted certificate where it is asked to", async () => {
  const shown = await authority.issue({ subject: "CN=worker" });
  const { headers } = await callWith(shown, {}, true);
  const der = Buffer.from(shown.cert.replace(/-----.*?-----|\s/g, ""), "base64");
  expect(headers["client-cert"]).toBe(`:${der.toString("base64")}:`);
});

it.each<[string, () => Promise<Issued | undefined>, object, string | undefined]>([
  ["no certificate", async () => undefined, {}, "client-certificate-missing"],
  ["another authority's", async () => (await makeAuthority()).issue({}), {}, "client-certificate-not-trusted"],
  [
    "one of an authority with the same name",
    async () => (await makeAuthority("CN=Test CA")).issue({ subject: "CN=worker" }),
    {},
    "client-certificate-not-trusted",
  ],
  ["an expired one", () => authority.issue({ validDays: [-3, -1] }), {}, "client-certificate-not-in-force"],
  [
    "an expired one, where the time does not matter",
    () => authority.issue({ validDays: [-3, -1] }),
    { "validate-not-after": false },
    undefined,
  ],
  [
    "an expired one of another authority of the same name, where the time does not matter",
    async () => (await makeAuthority("CN=Test CA")).issue({ validDays: [-3, -1] }),
    { "validate-not-after": false },
    "client-certificate-not-trusted",
  ],
  [
    "one of later, where that does not matter",
    () => authority.issue({ validDays: [1, 3] }),
    { "validate-not-before": false },
    undefined,
  ],
  [
    "one that is not named",
    () => authority.issue({ subject: "CN=other" }),
    { identities: [{ subject: "CN=worker" }] },
    "client-certificate-not-allowed",
  ],
])("%s", async (_, issue, config, code) => {
  expect(await callWith(await issue(), config)).toMatchObject(
    code === undefined ? { status: 200 } : { status: 403, code },
  );
});
