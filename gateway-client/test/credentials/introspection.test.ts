import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "../../policies/testing.ts";
import { type JsonAnswer, type JsonServer, serveJson } from "./issuer.ts";

const NOW_MS = testExchange().receivedAtMs;
const NOW = NOW_MS / 1000;

function policyFor(issuer: JsonServer, options: object = {}) {
  const config = { "introspection-url": issuer.url, "client-id": "gate way", "client-secret": "s:cret", ...options };
  const handle = compilePolicy("validate-introspected-token", config);
  return async (token: string, atMs = NOW_MS) => {
    const exchange = { ...testExchange({ headers: { authorization: `Bearer ${token}` } }), receivedAtMs: atMs };
    const outcome = await handle(exchange);
    return { outcome, claims: exchange.claims };
  };
}

describe("introspection", () => {
  it("asks the issuer about the token, as the client that it is", async () => {
    await using issuer = await serveJson(() => ({ active: true, sub: "ada", scope: "a b" }));
    const { outcome, claims } = await policyFor(issuer, { "required-scopes": ["b"] })("opaque");
    expect(outcome).toBeUndefined();
    expect(claims).toMatchObject({ sub: "ada" });
    const [asked] = issuer.asked;
    expect(asked).toMatchObject({ method: "POST", body: "token=opaque&token_type_hint=access_token" });
    expect(asked?.headers.authorization).toBe(`Basic ${Buffer.from("gate+way:s%3Acret").toString("base64")}`);
  });

  it("sends the client's secret in the body when it is told to", async () => {
    await using issuer = await serveJson(() => ({ active: true }));
    await policyFor(issuer, { "client-authentication": "body" })("opaque");
    expect(issuer.asked[0]?.headers.authorization).toBeUndefined();
    expect(issuer.asked[0]?.body).toContain("&client_id=gate+way&client_secret=s%3Acret");
  });

  it.each<[string, JsonAnswer, object, string, number]>([
    ["is not active", { active: false }, {}, "token-not-active", 401],
    ["has ended", { active: true, exp: NOW }, {}, "token-not-active", 401],
    ["lacks a scope", { active: true, scope: "ab" }, { "required-scopes": ["a"] }, "token-scope-missing", 403],
    ["lacks a claim", { active: true }, { "required-claims": [{ name: "org" }] }, "token-claim-not-found", 401],
  ])("refuses a token that %s", async (_, answer, options, problem, status) => {
    await using issuer = await serveJson(() => answer);
    const { outcome } = await policyFor(issuer, options)("opaque");
    expect(outcome).toMatchObject({ problem, status });
  });

  it.each<[string, JsonAnswer]>([
    ["fails", 500],
    ["leads elsewhere", 302],
    ["does not know the client", 401],
    ["says nothing of active", { sub: "ada" }],
    ["answers with no JSON", (response) => response.end("<html>")],
    ["answers without an end", (response) => response.writeHead(200).end(`"${"x".repeat(1024 * 1024)}"`)],
    ["takes too long", () => undefined],
  ])("lets nobody in when the issuer %s", async (_, answer) => {
    await using issuer = await serveJson(() => answer);
    const { outcome } = await policyFor(issuer, { timeout: "200ms" })("opaque");
    expect(outcome).toMatchObject({ problem: "token-issuer-unavailable", retryAfterSeconds: 5 });
    expect(issuer.asked).toHaveLength(1);
  });

  it("asks once for many requests at a time, and again when the answer no longer counts", async () => {
    await using issuer = await serveJson(({ body }) => ({ active: body.includes("good"), exp: NOW + 20 }));
    const check = policyFor(issuer);
    await Promise.all(Array.from({ length: 20 }, () => check("good")));
    expect(issuer.asked).toHaveLength(1);
    await check("good", NOW_MS + 19_999);
    expect(issuer.asked).toHaveLength(1);
    expect((await check("good", NOW_MS + 20_000)).outcome).toMatchObject({ problem: "token-not-active" });
    expect(issuer.asked).toHaveLength(2);
    for (const atMs of [NOW_MS, NOW_MS + 29_999, NOW_MS + 30_000]) await check("bad", atMs);
    expect(issuer.asked).toHaveLength(4);
  });

  it("goes on asking after a failure", async () => {
    let answer: JsonAnswer = 503;
    await using issuer = await serveJson(() => answer);
    const check = policyFor(issuer);
    expect((await check("opaque")).outcome).toMatchObject({ problem: "token-issuer-unavailable" });
    answer = { active: true };
    expect((await check("opaque")).outcome).toBeUndefined();
  });
});
