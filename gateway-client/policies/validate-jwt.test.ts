import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { type JWTPayload, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { algorithms, isMac } from "./credentials/algorithms.ts";
import { compilePolicy, testExchange } from "./testing.ts";

/** The clock of test exchanges. */
const NOW = 1_800_000_000;
const SECRET = "a-shared-secret-of-more-than-32-bytes";
const pairs: Record<string, { privateKey: KeyObject; publicKey: KeyObject }> = {
  RS: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  PS: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  ES256: generateKeyPairSync("ec", { namedCurve: "P-256" }),
  ES384: generateKeyPairSync("ec", { namedCurve: "P-384" }),
  ES512: generateKeyPairSync("ec", { namedCurve: "P-521" }),
  EdDSA: generateKeyPairSync("ed25519"),
};
const keyless = { algorithms: ["HS256"], "issuer-signing-keys": [{ secret: SECRET }] };

function pairOf(algorithm: string) {
  const pair = pairs[algorithm] ?? pairs[algorithm.slice(0, 2)];
  if (pair === undefined) throw new RangeError(algorithm);
  return pair;
}

type Claims = Record<string, unknown>;

function sign(claims: Claims = {}, { alg = "HS256", kid = undefined as string | undefined } = {}): Promise<string> {
  const key = isMac(alg) ? Buffer.from(SECRET.repeat(2).slice(0, SECRET.length)) : pairOf(alg).privateKey;
  const header = kid === undefined ? { alg } : { alg, kid };
  const payload: JWTPayload = JSON.parse(JSON.stringify({ exp: NOW + 60, ...claims }));
  return new SignJWT(payload).setProtectedHeader(header).sign(key);
}

async function outcomeOf(config: object, token: string | undefined, headers?: Record<string, string>) {
  const exchange = testExchange({
    headers: headers ?? (token === undefined ? {} : { authorization: `Bearer ${token}` }),
  });
  const outcome = await compilePolicy("validate-jwt", config)(exchange);
  const refusal = outcome !== undefined && "problem" in outcome ? outcome : undefined;
  return { refusal, code: refusal?.problem, exchange };
}

describe("validate-jwt", () => {
  it.each(algorithms)("accepts a token that is signed with %s and none whose signature is changed", async (alg) => {
    const key = isMac(alg)
      ? { secret: randomBytes(64).toString("hex") }
      : { pem: pairOf(alg).publicKey.export({ type: "spki", format: "pem" }).toString() };
    const signer = "secret" in key ? Buffer.from(key.secret ?? "") : pairOf(alg).privateKey;
    const token = await new SignJWT({ exp: NOW + 60, sub: "ada" }).setProtectedHeader({ alg }).sign(signer);
    const config = { algorithms: [alg], "issuer-signing-keys": [key] };
    expect((await outcomeOf(config, token)).code).toBeUndefined();
    const [head, , tail] = token.split(".");
    const other = Buffer.from(JSON.stringify({ exp: NOW + 60, sub: "eve" })).toString("base64url");
    expect((await outcomeOf(config, `${head}.${other}.${tail}`)).code).toBe("token-signature-invalid");
  });

  it.each<[string, object, Claims, string | undefined]>([
    ["no end", {}, { exp: undefined }, "jwt-invalid"],
    ["no end where none is needed", { "require-expiration-time": false }, { exp: undefined }, undefined],
    ["its end this second", {}, { exp: NOW }, "token-expired"],
    ["an end within the skew", { "clock-skew": "5s" }, { exp: NOW - 4 }, undefined],
    ["an end that is a text", {}, { exp: `${NOW + 60}` }, "jwt-invalid"],
    ["a beginning to come", {}, { nbf: NOW + 1 }, "jwt-invalid"],
    ["a beginning within the skew", { "clock-skew": "5s" }, { nbf: NOW + 1 }, undefined],
    ["no audience", { audiences: ["orders"] }, {}, "token-audience-not-allowed"],
    ["another audience", { audiences: ["orders"] }, { aud: ["a", "b"] }, "token-audience-not-allowed"],
    ["an audience among others", { audiences: ["orders"] }, { aud: ["a", "orders"] }, undefined],
    ["no issuer", { issuers: ["https://id"] }, {}, "token-issuer-not-allowed"],
    ["another issuer", { issuers: ["https://id"] }, { iss: "https://id/" }, "token-issuer-not-allowed"],
    ["the issuer", { issuers: ["https://id"] }, { iss: "https://id" }, undefined],
    ["no claim", { "required-claims": [{ name: "role" }] }, {}, "token-claim-not-found"],
    ["a name that all objects have", { "required-claims": [{ name: "toString" }] }, {}, "token-claim-not-found"],
    ["a claim of any value", { "required-claims": [{ name: "role" }] }, { role: "" }, undefined],
    ["one of all values", claim({ values: ["a", "b"] }), { role: ["a"] }, "token-claim-value-not-allowed"],
    ["all values", claim({ values: ["a", "b"] }), { role: ["b", "c", "a"] }, undefined],
    ["one of any values", claim({ values: ["a", "b"], match: "any" }), { role: ["b"] }, undefined],
    ["none of any values", claim({ values: ["a"], match: "any" }), { role: "b" }, "token-claim-value-not-allowed"],
    ["a value between separators", claim({ values: ["a"], separator: " " }), { role: "b a" }, undefined],
    ["no separator", claim({ values: ["a"] }), { role: "b a" }, "token-claim-value-not-allowed"],
    ["a number", claim({ values: [7] }), { role: 7 }, undefined],
  ])("judges a token with %s", async (_, options, claims, code) => {
    expect((await outcomeOf({ ...keyless, ...options }, await sign(claims))).code).toBe(code);
  });

  it.each<[string, Record<string, string>, object, string | undefined]>([
    ["no header", {}, {}, "token-not-present"],
    ["an empty header", { authorization: "" }, {}, "token-not-present"],
    ["the scheme alone", { authorization: "Bearer" }, {}, "token-not-present"],
    ["the scheme and a space", { authorization: "Bearer " }, {}, "token-not-present"],
    ["the scheme in any case", { authorization: "bEARER $" }, {}, undefined],
    ["no scheme", { authorization: "$" }, {}, undefined],
    ["no scheme where one is needed", { authorization: "$" }, { "require-scheme": "Bearer" }, "token-not-present"],
    ["the scheme of its own", { authorization: "JWT $" }, { "require-scheme": "JWT" }, undefined],
    ["another scheme", { authorization: "Basic YTpi" }, {}, "jwt-invalid"],
    ["a header of its own", { "x-token": "$" }, { "header-name": "X-Token" }, undefined],
  ])("looks at %s", async (_, headers, options, code) => {
    const token = await sign();
    const filled = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace("$", token)]),
    );
    expect((await outcomeOf({ ...keyless, ...options }, undefined, filled)).code).toBe(code);
  });

  it("refuses two tokens, of which the backend might read the other", async () => {
    const exchange = testExchange({ headers: { authorization: `Bearer ${await sign()}` } });
    exchange.request.append("authorization", "Bearer other");
    expect(await compilePolicy("validate-jwt", keyless)(exchange)).toMatchObject({ problem: "jwt-invalid" });
  });

  it("takes the token of a query parameter when it is told to", async () => {
    const handle = compilePolicy("validate-jwt", { ...keyless, "query-parameter-name": "access_token" });
    const token = await sign();
    const outcomeFor = (query: string) => handle(testExchange({ query }));
    expect(outcomeFor(`a=1&access%5Ftoken=${token}`)).toBeUndefined();
    expect(outcomeFor("a=1")).toMatchObject({ problem: "token-not-present" });
    expect(outcomeFor(`access_token=${token}&access_token=x`)).toMatchObject({ problem: "jwt-invalid" });
  });

  it("takes the token that an expression gives", async () => {
    const handle = compilePolicy("validate-jwt", { ...keyless, "token-value": `\${request.header('x-wrapped')}` });
    expect(handle(testExchange({ headers: { "x-wrapped": await sign() } }))).toBeUndefined();
    expect(handle(testExchange({ headers: { "x-wrapped": "none" } }))).toMatchObject({ problem: "jwt-invalid" });
  });

  it("never waits when the keys are there, and refuses the same token once it has ended", async () => {
    const handle = compilePolicy("validate-jwt", keyless);
    const headers = { authorization: `Bearer ${await sign({ sub: "ada" })}` };
    expect(handle(testExchange({ headers }))).toBeUndefined();
    expect(handle(testExchange({ headers }))).toBeUndefined();
    const later = { ...testExchange({ headers }), receivedAtMs: (NOW + 60) * 1000 };
    expect(handle(later)).toMatchObject({ problem: "token-expired" });
  });

  it("leaves the claims to later policies", async () => {
    const config = { ...keyless, "output-token-variable-name": "token" };
    const { exchange } = await outcomeOf(config, await sign({ sub: "ada" }));
    expect(exchange.claims).toMatchObject({ sub: "ada" });
    compilePolicy("set-header", { name: "x-user", value: `\${jwt.sub}/\${variables.token.header.alg}` })(exchange);
    expect(exchange.request.get("x-user")).toBe("ada/HS256");
    expect(exchange.variables.get("token")).toMatchObject({ header: { alg: "HS256" }, claims: { sub: "ada" } });
  });

  it("says in the challenge what is wrong, unless nothing was sent", async () => {
    const challengeOf = async (token?: string) => (await outcomeOf(keyless, token)).refusal?.headers;
    expect(await challengeOf()).toEqual(["www-authenticate", "Bearer"]);
    const [, expired] = (await challengeOf(await sign({ exp: NOW - 1 }))) ?? [];
    expect(expired).toBe('Bearer error="invalid_token", error_description="The token has expired"');
  });

  it("answers with the status and message of its own", async () => {
    const { refusal } = await outcomeOf({ ...keyless, "failed-status": 403, "failed-message": "Sign in." }, undefined);
    expect(refusal).toMatchObject({ status: 403, detail: "Sign in.", problem: "token-not-present" });
  });

  it.each<[string, object]>([
    ["the algorithm none", { algorithms: ["none"], "issuer-signing-keys": [{ secret: SECRET }] }],
    ["no algorithm", { algorithms: [], "issuer-signing-keys": [{ secret: SECRET }] }],
    ["no keys", { algorithms: ["HS256"] }],
    [
      "secrets and public keys together",
      { algorithms: ["HS256", "RS256"], "issuer-signing-keys": [{ secret: SECRET }] },
    ],
    ["a public key as a secret's", { algorithms: ["HS256"], "issuer-signing-keys": [{ pem: publicPem() }] }],
    ["a secret for public keys", { algorithms: ["RS256"], "issuer-signing-keys": [{ secret: SECRET }] }],
    ["a published key set with a secret", { algorithms: ["HS256"], "openid-config": ["https://id/openid"] }],
    [
      "a published key set by its address",
      { algorithms: ["HS256"], "issuer-signing-keys": [{ "jwks-uri": "https://id" }] },
    ],
    ["a secret that can be guessed", { algorithms: ["HS256"], "issuer-signing-keys": [{ secret: "short" }] }],
    ["a key that is none", { algorithms: ["RS256"], "issuer-signing-keys": [{ pem: "no key" }] }],
    ["a key for other algorithms", { algorithms: ["ES256"], "issuer-signing-keys": [{ pem: publicPem() }] }],
    ["an address that is no web address", { algorithms: ["RS256"], "openid-config": ["file:///etc/passwd"] }],
    ["two places", { ...keyless, "header-name": "a", "query-parameter-name": "b" }],
  ])("cannot be saved with %s", (_, config) => {
    expect(() => compilePolicy("validate-jwt", config)).toThrow();
  });

  it("can be saved with a secret that only gateways know", () => {
    const config = { algorithms: ["HS256"], "issuer-signing-keys": [{ secret: "{{jwt-secret}}" }] };
    expect(() => compilePolicy("validate-jwt", config)).not.toThrow();
  });
});

function claim(rule: object) {
  return { "required-claims": [{ name: "role", ...rule }] };
}

function publicPem(): string {
  return pairOf("RS256").publicKey.export({ type: "spki", format: "pem" }).toString();
}
