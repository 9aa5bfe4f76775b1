import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import Provider from "oidc-provider";
import { describe, expect, it } from "vitest";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { sampleParts, step } from "../traffic/sample-parts.ts";

const RESOURCE = "urn:orders";

/** An OpenID provider whose keys can be changed, with one client that gets tokens for the resource, and opaque ones without it. */
async function runIssuer() {
  let provider: Provider | undefined;
  const server = createServer((request, response) => provider?.callback()(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const rotate = (...keys: JWK[]) => {
    provider = new Provider(url, {
      jwks: { keys },
      clients: [
        {
          client_id: "client",
          client_secret: "secret",
          id_token_signed_response_alg: "ES256",
          grant_types: ["client_credentials"],
          redirect_uris: [],
          response_types: [],
        },
      ],
      scopes: ["orders.read"],
      ttl: { ClientCredentials: 600 },
      features: {
        clientCredentials: { enabled: true },
        introspection: { enabled: true, allowedPolicy: () => true },
        revocation: { enabled: true, allowedPolicy: () => true },
        devInteractions: { enabled: false },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: () => ({
            scope: "orders.read",
            audience: RESOURCE,
            accessTokenFormat: "jwt",
            jwt: { sign: { alg: "ES256" } },
          }),
        },
      },
    });
  };
  const post = (path: string, form: Record<string, string>) =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from("client:secret").toString("base64")}` },
      body: new URLSearchParams(form),
    });
  return {
    url,
    rotate,
    revoke: (token: string) => post("/token/revocation", { token }),
    async token(form: Record<string, string>): Promise<string> {
      const response = await post("/token", { grant_type: "client_credentials", scope: "orders.read", ...form });
      const { access_token: token, ...rest } = await response.json();
      if (typeof token !== "string") throw new Error(`The issuer gives no token: ${JSON.stringify(rest)}`);
      return token;
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function makeKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: "ES256", use: "sig" };
}

/** A gateway whose API asks for nothing but what the policy asks for. */
async function runGatewayWith(policy: string, config: unknown, backendUrl: string) {
  const api = { credentials: { none: true as const } };
  const document = { inbound: [step(policy, config)] };
  const gateway = await runGateway(sampleParts({ backendUrl, document, api }));
  return {
    async call(token: string) {
      const response = await fetch(`${gateway.url}/orders/42`, { headers: { authorization: `Bearer ${token}` } });
      const body = await response.text();
      return response.ok ? "passed" : JSON.parse(body).code;
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

describe("a gateway with an OpenID provider", () => {
  it("accepts its tokens over a change of keys, and only those for this API", async () => {
    const [old, next, foreign] = await Promise.all([makeKey("old"), makeKey("next"), makeKey("old")]);
    await using issuer = await runIssuer();
    issuer.rotate(foreign);
    const forged = await issuer.token({ resource: RESOURCE });
    issuer.rotate(old);
    await using backend = await runBackend();
    const config = {
      "openid-config": [`${issuer.url}/.well-known/openid-configuration`],
      algorithms: ["ES256"],
      audiences: [RESOURCE],
      "required-claims": [{ name: "scope", values: ["orders.read"], separator: " " }],
    };
    await using gateway = await runGatewayWith("validate-jwt", config, backend.url);
    await using other = await runGatewayWith("validate-jwt", { ...config, audiences: ["urn:other"] }, backend.url);

    const first = await issuer.token({ resource: RESOURCE });
    expect(await gateway.call(first)).toBe("passed");
    expect(await other.call(first)).toBe("token-audience-not-allowed");
    expect(await gateway.call(forged)).toBe("token-signature-invalid");
    expect(await gateway.call(await issuer.token({}))).toBe("jwt-invalid");

    issuer.rotate(next, old);
    const second = await issuer.token({ resource: RESOURCE });
    expect(await gateway.call(second)).toBe("passed");
    expect(await gateway.call(first)).toBe("passed");
  });

  it("asks it about opaque tokens, also such as were revoked", async () => {
    await using issuer = await runIssuer();
    issuer.rotate(await makeKey("a"));
    await using backend = await runBackend();
    const config = {
      "introspection-url": `${issuer.url}/token/introspection`,
      "client-id": "client",
      "client-secret": "secret",
      "required-scopes": ["orders.read"],
    };
    await using gateway = await runGatewayWith("validate-introspected-token", config, backend.url);
    expect(await gateway.call(await issuer.token({}))).toBe("passed");
    expect(await gateway.call(await issuer.token({ scope: "" }))).toBe("token-scope-missing");
    const revoked = await issuer.token({});
    await issuer.revoke(revoked);
    expect(await gateway.call(revoked)).toBe("token-not-active");
    expect(await gateway.call("made-up")).toBe("token-not-active");
  });
});
