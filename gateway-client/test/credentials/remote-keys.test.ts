import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { REFRESH_AFTER_MS, STALE_MAX_MS, UNKNOWN_KEY_FETCH_EVERY_MS } from "../../policies/credentials/remote-keys.ts";
import { compilePolicy, testExchange } from "../../policies/testing.ts";
import { until } from "../support/until.ts";
import { type JsonAnswer, type JsonServer, serveJson } from "./issuer.ts";

const NOW_MS = testExchange().receivedAtMs;

/** A key of an issuer: what it publishes, and tokens that are signed with it. */
async function makeKey(kid: string, published: object = {}) {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const sign = (claims: object = {}) =>
    new SignJWT({ exp: (NOW_MS + 10 * STALE_MAX_MS) / 1000, ...claims })
      .setProtectedHeader({ alg: "ES256", kid })
      .sign(privateKey);
  return { jwk: { ...(await exportJWK(publicKey)), kid, ...published }, sign };
}

function policyFor(issuer: JsonServer, options: object = {}) {
  const keys = { "issuer-signing-keys": [{ "jwks-uri": `${issuer.url}/jwks` }] };
  const handle = compilePolicy("validate-jwt", { algorithms: ["ES256"], ...keys, ...options });
  return (token: string, atMs = NOW_MS) =>
    handle({ ...testExchange({ headers: { authorization: token } }), receivedAtMs: atMs });
}

describe("the keys of an issuer", () => {
  it("are fetched once for many first requests, and then nothing is waited for", async () => {
    const key = await makeKey("a");
    await using issuer = await serveJson(() => ({ keys: [key.jwk] }));
    const check = policyFor(issuer);
    const token = await key.sign();
    expect(await Promise.all(Array.from({ length: 20 }, () => check(token)))).toEqual(Array(20).fill(undefined));
    expect(check(token)).toBeUndefined();
    expect(check(await key.sign({ sub: "ada" }))).toBeUndefined();
    expect(issuer.asked).toHaveLength(1);
  });

  it("are shared with the policies of the next snapshot", async () => {
    const key = await makeKey("a");
    await using issuer = await serveJson(() => ({ keys: [key.jwk] }));
    const token = await key.sign();
    const before = policyFor(issuer);
    await before(token);
    expect(policyFor(issuer)(token)).toBeUndefined();
    expect(before(token)).toBeUndefined();
    expect(issuer.asked).toHaveLength(1);
  });

  it("are fetched again for an unknown key id, at most once in five minutes", async () => {
    const [old, next, never] = await Promise.all([makeKey("old"), makeKey("next"), makeKey("never")]);
    let keys = [old.jwk];
    await using issuer = await serveJson(() => ({ keys }));
    const check = policyFor(issuer);
    await check(await old.sign());
    keys = [old.jwk, next.jwk];
    expect(await check(await next.sign())).toBeUndefined();
    expect(issuer.asked).toHaveLength(2);

    const stranger = await never.sign();
    for (let i = 0; i < 5; i++) {
      expect(await check(stranger)).toMatchObject({ problem: "token-signature-key-not-found", status: 401 });
    }
    expect(issuer.asked).toHaveLength(2);
    await check(stranger, NOW_MS + UNKNOWN_KEY_FETCH_EVERY_MS + 1);
    expect(issuer.asked).toHaveLength(3);
  });

  it("are refreshed in the background, and what a withdrawn key signed is refused", async () => {
    const [old, next] = await Promise.all([makeKey("old"), makeKey("next")]);
    let keys = [old.jwk];
    await using issuer = await serveJson(() => ({ keys }));
    const check = policyFor(issuer);
    const token = await old.sign();
    await check(token);
    keys = [next.jwk];
    const later = NOW_MS + REFRESH_AFTER_MS + 1;
    expect(check(token, later)).toBeUndefined();
    await until("the keys are fetched again", () => issuer.asked.length === 2);
    await until("the new keys count", async () => (await check(token, later)) !== undefined);
    expect(await check(token, later)).toMatchObject({ problem: "token-signature-key-not-found" });
    expect(await check(await next.sign(), later)).toBeUndefined();
  });

  it("count for a day while the issuer is away, and not longer", async () => {
    const key = await makeKey("a");
    let answer: JsonAnswer = { keys: [key.jwk] };
    await using issuer = await serveJson(() => answer);
    const check = policyFor(issuer);
    const token = await key.sign();
    await check(token);
    answer = 503;
    expect(check(token, NOW_MS + STALE_MAX_MS)).toBeUndefined();
    await until("the issuer was asked again", () => issuer.asked.length === 2);
    const refused = await check(token, NOW_MS + STALE_MAX_MS + 10_000);
    expect(refused).toMatchObject({ problem: "token-issuer-unavailable" });
    answer = { keys: [key.jwk] };
    expect(await check(token, NOW_MS + STALE_MAX_MS + 20_000)).toBeUndefined();
  });

  it.each<[string, JsonAnswer]>([
    ["fails", 500],
    ["leads elsewhere", 302],
    ["answers with something else", { error: "none" }],
    ["answers with too much", (response) => response.end(`{"keys":[],"x":"${"x".repeat(1024 * 1024)}"}`)],
  ])("are missing when the issuer %s: 503 and nobody in", async (_, answer) => {
    await using issuer = await serveJson(() => answer);
    const check = policyFor(issuer);
    const token = await (await makeKey("a")).sign();
    expect(await check(token)).toMatchObject({ problem: "token-issuer-unavailable", retryAfterSeconds: 5 });
  });

  it.each<[string, object]>([
    ["a key for encryption", { use: "enc" }],
    ["a key for other operations", { key_ops: ["deriveKey"] }],
    ["a key for another algorithm", { alg: "ES384" }],
    ["a published secret", { kty: "oct", k: "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0" }],
    ["a key that is broken", { x: "AAAA" }],
  ])("leave out %s", async (_, published) => {
    const key = await makeKey("a", published);
    await using issuer = await serveJson(() => ({ keys: [key.jwk, "no key"] }));
    const refused = await policyFor(issuer)(await key.sign());
    expect(refused).toMatchObject({ problem: "token-signature-key-not-found" });
  });

  it("are those of the issuer that the token names, where two issuers have the same", async () => {
    const key = await makeKey("a");
    await using issuer = await serveJson(({ url, headers }) => {
      if (url === "/jwks") return { keys: [key.jwk] };
      return { issuer: `https://id.example${url}`, jwks_uri: `http://${headers.host}/jwks` };
    });
    const openid = { "openid-config": [`${issuer.url}/one`, `${issuer.url}/two`], "issuer-signing-keys": undefined };
    const check = policyFor(issuer, openid);
    expect(await check(await key.sign({ iss: "https://id.example/two" }))).toBeUndefined();
    const refused = await check(await key.sign({ iss: "https://id.example/three" }));
    expect(refused).toMatchObject({ problem: "token-issuer-not-allowed" });
  });

  it("are good for no other issuer, also where both are accepted", async () => {
    const [own, others] = await Promise.all([makeKey("a"), makeKey("b")]);
    await using issuer = await serveJson(({ url, headers }) => {
      if (url.startsWith("/jwks")) return { keys: [url.endsWith("one") ? own.jwk : others.jwk] };
      return { issuer: `https://id.example${url}`, jwks_uri: `http://${headers.host}/jwks${url}` };
    });
    const openid = { "openid-config": [`${issuer.url}/one`, `${issuer.url}/two`], "issuer-signing-keys": undefined };
    const check = policyFor(issuer, { ...openid, issuers: ["https://id.example/one", "https://id.example/two"] });
    expect(await check(await own.sign({ iss: "https://id.example/one" }))).toBeUndefined();
    const refused = await check(await others.sign({ iss: "https://id.example/one" }));
    expect(refused).toMatchObject({ problem: "token-issuer-not-allowed" });
    const tenants = policyFor(issuer, { ...openid, issuers: ["https://id.example/tenant"] });
    expect(await tenants(await own.sign({ iss: "https://id.example/tenant" }))).toBeUndefined();
  });

  it("with an address that is no web address are not fetched", async () => {
    const key = await makeKey("a");
    await using issuer = await serveJson(() => ({ issuer: "https://id.example", jwks_uri: "file:///etc/passwd" }));
    const check = policyFor(issuer, { "openid-config": [issuer.url], "issuer-signing-keys": undefined });
    expect(await check(await key.sign())).toMatchObject({ problem: "token-issuer-unavailable" });
  });
});
