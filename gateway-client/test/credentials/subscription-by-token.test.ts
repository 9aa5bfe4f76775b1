import { clientHash } from "@gatehouse/contract/client-hash.ts";
import type { JwtCredential } from "@gatehouse/contract/credentials.ts";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerTo } from "../traffic/answer-to.ts";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { API_KEY, type SampleOptions, SUBSCRIPTION, sampleParts } from "../traffic/sample-parts.ts";
import { type JsonServer, serveJson } from "./issuer.ts";

const CLIENT = "garden-planner";

/** An API whose callers show a token of a real issuer. */
describe("a subscription by token", () => {
  let issuer: JsonServer;
  let privateKey: CryptoKey;
  let otherKey: CryptoKey;
  beforeAll(async () => {
    const pair = await generateKeyPair("ES256", { extractable: true });
    privateKey = pair.privateKey;
    otherKey = (await generateKeyPair("ES256")).privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: "one", alg: "ES256" };
    issuer = await serveJson(({ url }) =>
      url === "/keys" ? { keys: [jwk] } : { issuer: issuer.url, jwks_uri: `${issuer.url}/keys` },
    );
  });
  afterAll(() => issuer[Symbol.asyncDispose]());

  it("is found by the client that the token was issued to, and the backend never sees the token", async () => {
    const { response, backend, calls } = await call(await token({ azp: CLIENT }));
    expect(response.status).toBe(200);
    expect(calls).toMatchObject([{ subscription: SUBSCRIPTION, status: 200 }]);
    expect(JSON.stringify(backend.requests)).not.toContain("uthorization");
  });

  it("is found by its own id where a claim holds that", async () => {
    const { response, calls } = await call(await token({ "gh:subscription": SUBSCRIPTION }), {
      claim: "gh:subscription",
      identifies: "subscription",
    });
    expect(response.status).toBe(200);
    expect(calls).toMatchObject([{ subscription: SUBSCRIPTION }]);
  });

  it("is shown to the backend where the API says so", async () => {
    const { backend } = await call(await token({ azp: CLIENT }), { isForwarded: true });
    expect(JSON.stringify(backend.requests)).toContain("Bearer ey");
  });

  it.each<[string, () => Promise<string | undefined>, number, string, Partial<JwtCredential>, SampleOptions]>([
    ["no token", async () => undefined, 401, "token-not-present", {}, {}],
    ["what is no token", async () => "no.token", 401, "jwt-invalid", {}, {}],
    ["a forged one", () => token({ azp: CLIENT }, { key: otherKey }), 401, "token-signature-invalid", {}, {}],
    ["one that is over", () => token({ azp: CLIENT }, { exp: "-1m" }), 401, "token-expired", {}, {}],
    ["another issuer's", () => token({ azp: CLIENT, iss: "https://other" }), 401, "token-issuer-not-allowed", {}, {}],
    [
      "one for another audience",
      () => token({ azp: CLIENT, aud: "b" }),
      401,
      "token-audience-not-allowed",
      { audiences: ["a"] },
      {},
    ],
    ["one without the claim", () => token({}), 401, "token-claim-not-found", {}, {}],
    ["one that names two clients", () => token({ azp: [CLIENT, "b"] }), 401, "token-claim-not-found", {}, {}],
    ["a client without subscription", () => token({ azp: "other" }), 403, "client-without-subscription", {}, {}],
    [
      "a subscription's id where clients count",
      () => token({ azp: SUBSCRIPTION }),
      403,
      "client-without-subscription",
      {},
      {},
    ],
    [
      "a suspended subscription",
      () => token({ azp: CLIENT }),
      403,
      "subscription-not-active",
      {},
      { subscription: { state: "suspended" } },
    ],
    [
      "a plan without the API",
      () => token({ azp: CLIENT }),
      403,
      "client-without-subscription",
      {},
      { plan: { apis: ["x"] } },
    ],
    [
      "a subscription's id whose plan does not open the API",
      () => token({ azp: SUBSCRIPTION }),
      403,
      "api-not-in-plan",
      { identifies: "subscription" },
      { plan: { apis: ["x"] } },
    ],
  ])("refuses %s", async (_what, make, status, code, jwt, options) => {
    const { response, body, backend } = await call(await make(), jwt, options);
    expect([response.status, body.code]).toEqual([status, code]);
    expect(response.headers.get("www-authenticate")?.startsWith("Bearer") ?? false).toBe(status === 401);
    expect(backend.requests).toEqual([]);
  });

  it("counts a key before a token where the API takes both, and asks for either", async () => {
    const credentials = { apiKey: { headers: ["x-api-key"], query: [] }, jwt: accepting({}) };
    const options = { api: { credentials } };
    const wrong = { authorization: "Bearer no.token" };
    expect((await answerTo(options, { headers: { ...wrong, "x-api-key": API_KEY } })).response.status).toBe(200);
    const { response, body } = await answerTo(options, {});
    expect(body.code).toBe("subscription-key-missing");
    expect(response.headers.get("www-authenticate")).toBe('ApiKey realm="gatehouse", Bearer');
  });

  it("is never found by a client's name that is sent as a key", async () => {
    const name = JSON.stringify(["client", "product-1", issuer.url, CLIENT]);
    const api = { credentials: { apiKey: { headers: [], query: ["key"] }, jwt: accepting({}) } };
    const { body } = await answerTo({ api }, {}, `/orders/42?key=${encodeURIComponent(name)}`);
    expect(body.code).toBe("subscription-key-invalid");
  });

  async function call(text: string | undefined, jwt: Partial<JwtCredential> = {}, options: SampleOptions = {}) {
    await using backend = await runBackend();
    const parts = sampleParts({ backendUrl: backend.url, ...options, api: { credentials: { jwt: accepting(jwt) } } });
    const hash = clientHash({ product: "product-1", issuer: issuer.url, client: CLIENT });
    parts.set(`keys/${hash.slice(0, 2)}`, { keys: { [hash]: [SUBSCRIPTION, 0] } });
    await using gateway = await runGateway(parts);
    const headers = text === undefined ? {} : { authorization: `Bearer ${text}` };
    const response = await fetch(`${gateway.url}/orders/42`, { headers });
    const body = response.status === 200 ? undefined : JSON.parse(await response.text());
    return { response, body, backend, calls: gateway.calls };
  }

  function accepting(changes: Partial<JwtCredential>): JwtCredential {
    const openidConfig = [`${issuer.url}/.well-known/openid-configuration`];
    const rules = { claim: "azp", identifies: "client" as const, clockSkewMs: 0, isForwarded: false };
    return { openidConfig, algorithms: ["ES256"], ...rules, ...changes };
  }

  function token(claims: Record<string, unknown>, { key = privateKey, exp = "1h" } = {}): Promise<string> {
    return new SignJWT({ iss: issuer.url, ...claims })
      .setProtectedHeader({ alg: "ES256", kid: "one" })
      .setExpirationTime(exp)
      .sign(key);
  }
});
