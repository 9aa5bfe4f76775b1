import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { compilePolicy, type TestRequest, testExchange } from "./testing.ts";

const NOW = testExchange().receivedAtMs / 1000;
const SECRET = "a-secret-of-over-sixteen-letters";
const plain = { keys: { partner: SECRET } };
const BODY = '{"total":42}';

interface Signing {
  components?: string[];
  parameters?: Record<string, string | number | undefined>;
  secret?: string;
  hash?: string;
}

/** Signs as RFC 9421 says, by code that has nothing in common with the policy's. */
function signed(request: TestRequest, signing: Signing = {}): TestRequest {
  const { components = ["@method", "@path", "@query"], secret = SECRET, hash = "sha256" } = signing;
  const values: Record<string, string> = {
    "@method": request.method ?? "GET",
    "@path": request.path ?? "/orders/42",
    "@query": `?${request.query ?? ""}`,
    "@authority": "api.example",
    ...request.headers,
  };
  const parameters = Object.entries({ created: NOW, keyid: "partner", ...signing.parameters })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `;${name}=${typeof value === "number" ? value : `"${value}"`}`)
    .join("");
  const input = `(${components.map((name) => `"${name}"`).join(" ")})${parameters}`;
  const lines = [...components.map((name) => `"${name}": ${values[name]}`), `"@signature-params": ${input}`];
  const mac = createHmac(hash, secret).update(lines.join("\n")).digest("base64");
  return { ...request, headers: { ...request.headers, "signature-input": `sig=${input}`, signature: `sig=:${mac}:` } };
}

async function problemOf(config: object, request: TestRequest) {
  const outcome = await compilePolicy("validate-hmac", config)(testExchange(request));
  return outcome !== undefined && "problem" in outcome ? outcome.problem : undefined;
}

function digestOf(body: string, algorithm = "sha-256"): string {
  const hash = createHash(algorithm.replace("-", "")).update(body).digest("base64");
  return `${algorithm}=:${hash}:`;
}

describe("validate-hmac", () => {
  it("finds the subscription of the key's owner where it is told the issuer", async () => {
    const exchange = testExchange(signed({}));
    await compilePolicy("validate-hmac", { ...plain, "client-issuer": "partners" })(exchange);
    expect(exchange.identified).toEqual([{ issuer: "partners", client: "partner" }]);
  });

  it("accepts the signature that RFC 9421, B.2.5 shows", async () => {
    const secret = "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";
    const config = {
      keys: { "test-shared-secret": { base64: secret } },
      "signed-headers": ["date", "@authority", "content-type"],
    };
    const exchange = {
      ...testExchange({
        method: "POST",
        headers: {
          host: "example.com",
          date: "Tue, 20 Apr 2021 02:07:55 GMT",
          "content-type": "application/json",
          "signature-input":
            'sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
          signature: "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:",
        },
      }),
      receivedAtMs: 1_618_884_475_000,
    };
    expect(await compilePolicy("validate-hmac", config)(exchange)).toBeUndefined();
  });

  it.each<[string, TestRequest, TestRequest, string | undefined]>([
    ["the request that was signed", {}, {}, undefined],
    ["another method", {}, { method: "DELETE" }, "signature-invalid"],
    ["another path", {}, { path: "/orders/43" }, "signature-invalid"],
    ["another spelling of the path", {}, { path: "/orders/%342" }, "signature-invalid"],
    ["another query", { query: "a=1" }, { query: "a=2" }, "signature-invalid"],
    ["a header that is not signed", {}, { headers: { "x-other": "1" } }, undefined],
  ])("judges %s", async (_, asSigned, asSent, problem) => {
    const request = signed(asSigned);
    const headers = { ...request.headers, ...asSent.headers };
    expect(await problemOf(plain, { ...request, ...asSent, headers })).toBe(problem);
  });

  it.each<[string, object, Signing, string | undefined]>([
    ["another secret", {}, { secret: "another-secret-of-some-length" }, "signature-invalid"],
    ["an unknown key", {}, { parameters: { keyid: "stranger" } }, "signature-invalid"],
    ["a key that all objects have", {}, { parameters: { keyid: "toString" } }, "signature-invalid"],
    ["no key", {}, { parameters: { keyid: undefined } }, "signature-invalid"],
    ["no time", {}, { parameters: { created: undefined } }, "signature-missing"],
    ["a time within the skew", {}, { parameters: { created: NOW - 300 } }, undefined],
    ["a time too long ago", {}, { parameters: { created: NOW - 301 } }, "signature-expired"],
    ["a time to come within the skew", {}, { parameters: { created: NOW + 300 } }, undefined],
    ["a time too far ahead", {}, { parameters: { created: NOW + 301 } }, "signature-expired"],
    ["an end that has passed", {}, { parameters: { expires: NOW } }, "signature-expired"],
    ["its algorithm named", {}, { parameters: { alg: "hmac-sha256" } }, undefined],
    ["another algorithm", {}, { parameters: { alg: "hmac-sha512" }, hash: "sha512" }, "signature-invalid"],
    ["another algorithm that is accepted", both(), { parameters: { alg: "hmac-sha512" }, hash: "sha512" }, undefined],
    ["a nonce", {}, { parameters: { nonce: "b3k2pp5k7z-50gnwp.yemd" } }, undefined],
    ["too little signed", {}, { components: ["@method", "@path"] }, "signature-missing"],
    ["a component twice", {}, { components: ["@method", "@path", "@query", "@path"] }, "signature-missing"],
    ["a header that is missing", {}, { components: ["@method", "@path", "@query", "x-none"] }, "signature-invalid"],
    [
      "a component that is not known",
      {},
      { components: ["@method", "@path", "@query", "@status"] },
      "signature-invalid",
    ],
    ["a header that must be signed", signs("x-tenant"), {}, "signature-missing"],
  ])("judges a signature with %s", async (_, options, signing, problem) => {
    expect(await problemOf({ ...plain, ...options }, signed({}, signing))).toBe(problem);
  });

  it.each<[string, (headers: Record<string, string>) => Record<string, string>]>([
    ["none at all", () => ({})],
    ["no description", ({ signature = "" }) => ({ signature })],
    ["a description that cannot be read", (headers) => ({ ...headers, "signature-input": "sig=@method" })],
    ["two signatures", (headers) => ({ ...headers, "signature-input": `${headers["signature-input"]}, b=()` })],
    ["a signature of another name", (headers) => ({ ...headers, signature: `b${headers.signature}` })],
    ["a signature that is no bytes", (headers) => ({ ...headers, signature: "sig=abc" })],
    ["a parameter twice", (headers) => ({ ...headers, "signature-input": `${headers["signature-input"]};keyid="a"` })],
  ])("refuses %s", async (_, change) => {
    const { headers = {} } = signed({});
    expect(await problemOf(plain, { headers: change(headers) })).toBe("signature-missing");
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ["the body's digest", { "content-digest": digestOf(BODY) }, undefined],
    ["a longer digest", { "content-digest": digestOf(BODY, "sha-512") }, undefined],
    ["two digests", { "content-digest": `${digestOf(BODY)}, ${digestOf(BODY, "sha-512")}` }, undefined],
    ["another digest", { "content-digest": digestOf("{}") }, "content-digest-invalid"],
    [
      "one of two another",
      { "content-digest": `${digestOf(BODY)}, ${digestOf("", "sha-512")}` },
      "content-digest-invalid",
    ],
    ["an unknown one alone", { "content-digest": "md5=:AAAA:" }, "content-digest-invalid"],
    ["no digest", { "content-digest": "" }, "content-digest-invalid"],
    ["a content coding", { "content-digest": digestOf(BODY), "content-encoding": "gzip" }, "content-digest-invalid"],
  ])("with validate-body judges %s", async (_, headers, problem) => {
    const components = ["@method", "@path", "@query", "content-digest"];
    const request = signed({ headers, body: BODY }, { components });
    expect(await problemOf({ ...plain, "validate-body": true }, request)).toBe(problem);
  });

  it("with validate-body wants the digest signed", async () => {
    const request = signed({ headers: { "content-digest": digestOf(BODY) }, body: BODY });
    expect(await problemOf({ ...plain, "validate-body": true }, request)).toBe("signature-missing");
  });

  it("counts each signature, and refuses the one that came before", async () => {
    const take = { isAllowed: false, limit: { calls: 1, periodMs: 601_000 }, remaining: 0, resetMs: 1 };
    expect(await problemOf(plain, signed({ take }))).toBe("signature-replayed");
    const exchange = testExchange(signed({}));
    await compilePolicy("validate-hmac", { ...plain, "output-key-variable-name": "partner" })(exchange);
    expect(exchange.taken).toMatchObject([{ limits: [{ calls: 1, periodMs: 601_000 }] }]);
    expect(exchange.variables.get("partner")).toBe("partner");
    const forged = testExchange(signed({}, { secret: "another-secret-of-some-length" }));
    await compilePolicy("validate-hmac", plain)(forged);
    expect(forged.taken).toEqual([]);
  });

  it.each<[string, object]>([
    ["no key", { keys: {} }],
    ["a secret that can be guessed", { keys: { partner: "short" } }],
    ["an unknown algorithm", { ...plain, algorithms: ["hmac-sha1"] }],
    ["an unknown component", { ...plain, "signed-headers": ["@status"] }],
    ["a skew of a day", { ...plain, "clock-skew": "1d" }],
  ])("cannot be saved with %s", (_, config) => {
    expect(() => compilePolicy("validate-hmac", config)).toThrow();
  });
});

function signs(...names: string[]) {
  return { "signed-headers": names };
}

function both() {
  return { algorithms: ["hmac-sha256", "hmac-sha512"] };
}
