import { describe, expect, it } from "vitest";
import type { CallerCertificate } from "./caller-certificate.ts";
import { compilePolicy, testExchange } from "./testing.ts";

const NOW_MS = testExchange().receivedAtMs;

function certificate(change: Partial<CallerCertificate> = {}): CallerCertificate {
  return {
    fingerprint: "ab".repeat(32),
    subject: new Map([
      ["CN", ["orders-worker"]],
      ["O", ["Acme, Inc."]],
      ["OU", ["a", "b"]],
    ]),
    issuer: new Map([["CN", ["Acme CA"]]]),
    alternativeNames: [
      { kind: "dns", value: "Worker.acme.example" },
      { kind: "uri", value: "spiffe://acme/orders" },
    ],
    serialNumber: "01",
    validFromMs: NOW_MS - 1000,
    validToMs: NOW_MS + 1000,
    isTrusted: true,
    isTrustedApartFromDates: true,
    raw: new Uint8Array(),
    ...change,
  };
}

function outcome(config: object, callerCertificate: CallerCertificate | undefined) {
  const handle = compilePolicy("validate-client-certificate", config);
  return handle({ ...testExchange(), callerCertificate });
}

describe("an identity fits", () => {
  it.each([
    ["nothing asked", {}],
    ["the fingerprint", { identities: [{ fingerprint: "AB:".repeat(31).concat("AB") }] }],
    ["a part of the subject", { identities: [{ subject: "CN=orders-worker" }] }],
    [
      "all of the subject in another order",
      { identities: [{ subject: "OU=b, O=Acme\\, Inc.,CN=orders-worker,OU=a" }] },
    ],
    ["the issuer", { identities: [{ issuer: "CN=Acme CA" }] }],
    ["a host name in any case", { identities: [{ san: "DNS:worker.ACME.example" }] }],
    ["an address", { identities: [{ san: "uri:spiffe://acme/orders" }] }],
    ["the second of two", { identities: [{ subject: "CN=other" }, { issuer: "CN=Acme CA", subject: "OU=a" }] }],
  ])("%s", (_, config) => {
    expect(outcome(config, certificate())).toBeUndefined();
  });
});

describe("an identity does not fit", () => {
  it.each([
    ["another fingerprint", { fingerprint: "cd".repeat(32) }],
    ["a value that only begins so", { subject: "CN=orders" }],
    ["another case", { subject: "CN=Orders-Worker" }],
    ["one attribute of two", { subject: "CN=orders-worker,O=Other" }],
    ["the subject's name as the issuer's", { issuer: "CN=orders-worker" }],
    ["an address in another case", { san: "uri:spiffe://ACME/orders" }],
    ["the value as another kind", { san: "email:spiffe://acme/orders" }],
    ["one of two conditions", { fingerprint: "ab".repeat(32), issuer: "CN=Other" }],
  ])("%s", (_, identity) => {
    expect(outcome({ identities: [identity] }, certificate())).toMatchObject({
      problem: "client-certificate-not-allowed",
    });
  });
});

it.each<[string, object, CallerCertificate | undefined, string | undefined]>([
  ["none", {}, undefined, "client-certificate-missing"],
  [
    "an untrusted one",
    {},
    certificate({ isTrusted: false, isTrustedApartFromDates: false }),
    "client-certificate-not-trusted",
  ],
  ["one that is too early", {}, certificate({ validFromMs: NOW_MS + 1 }), "client-certificate-not-in-force"],
  ["one of this very moment", {}, certificate({ validFromMs: NOW_MS }), undefined],
  ["one that is over", {}, certificate({ validToMs: NOW_MS }), "client-certificate-not-in-force"],
  [
    "one that is over, where that does not matter",
    { "validate-not-after": false },
    certificate({ validToMs: 0, isTrusted: false }),
    undefined,
  ],
  [
    "one that is early, where that does not matter",
    { "validate-not-before": false },
    certificate({ validFromMs: NOW_MS + 1, isTrusted: false }),
    undefined,
  ],
  [
    "one that is over and untrusted, where the time does not matter",
    { "validate-not-after": false },
    certificate({ validToMs: 0, isTrusted: false, isTrustedApartFromDates: false }),
    "client-certificate-not-trusted",
  ],
  [
    "an untrusted one with the fingerprint, where trust does not matter",
    { "validate-trust": false, identities: [{ fingerprint: "ab".repeat(32) }] },
    certificate({ isTrusted: false, isTrustedApartFromDates: false }),
    undefined,
  ],
])("%s", (_, config, shown, problem) => {
  expect(outcome(config, shown)).toEqual(problem === undefined ? undefined : expect.objectContaining({ problem }));
});

it.each([
  ["names without trust", { "validate-trust": false, identities: [{ subject: "CN=a" }] }],
  ["nobody without trust", { "validate-trust": false }],
  ["no identity", { identities: [] }],
  ["an identity of nobody", { identities: [{}] }],
  ["a fingerprint of another length", { identities: [{ fingerprint: "ab".repeat(20) }] }],
  ["a name without attributes", { identities: [{ subject: "orders-worker" }] }],
  ["an alternative name without its kind", { identities: [{ san: "worker.acme.example" }] }],
])("refuses %s when saved", (_, config) => {
  expect(() => compilePolicy("validate-client-certificate", config)).toThrow();
});
