import { clientHash } from "@gatehouse/contract/client-hash.ts";
import { hash } from "@node-rs/argon2";
import { expect, it } from "vitest";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { type SampleOptions, SUBSCRIPTION, sampleParts, step } from "../traffic/sample-parts.ts";
import { serveJson } from "./issuer.ts";

const ISSUER = "partners";
const CLIENT = "garden-planner";

it("a user's subscription counts, with its plan's limits and its product's policies", async () => {
  const users = { [CLIENT]: await hash("open sesame", { memoryCost: 8 * 1024, timeCost: 1 }) };
  const basic = step("basic-auth", { users, "client-issuer": ISSUER }, "basic");
  const own = { id: "own", policy: "set-header", config: { name: "x-product", value: "1" }, scope: "product:starter" };
  const refusing = {
    id: "only",
    policy: "check-header",
    config: { name: "x-pass", values: ["1"] },
    scope: "product:starter",
  };
  const empty = { backend: [], outbound: [], onError: [] };
  const options: SampleOptions = {
    plan: { rateLimits: [{ calls: 1, periodMs: 60_000 }] },
    version: {
      documents: [
        { inbound: [basic], ...empty },
        { inbound: [basic, refusing, own], ...empty },
      ],
      policies: { default: 0, products: { "product-1": 1 } },
    },
  };
  const authorization = `Basic ${Buffer.from(`${CLIENT}:open sesame`).toString("base64")}`;
  const { answers, backend, calls } = await callWith(options, [{ authorization }, { authorization, "x-pass": "1" }]);
  // A product's policy of an earlier phase runs too, although nobody was known when that phase ran.
  expect(answers.map(({ status }) => status)).toEqual([401, 200]);
  expect(calls).toMatchObject([{ subscription: SUBSCRIPTION }, { subscription: SUBSCRIPTION, status: 200 }]);
  expect(backend.requests[0]?.rawHeaders.join()).toContain("x-product");
});

it("an active token's client leads to its subscription, and the plan's limit counts", async () => {
  await using issuer = await serveJson(() => ({ active: true, client_id: CLIENT }));
  const config = {
    "introspection-url": issuer.url,
    "client-id": "gw",
    "client-secret": "secret",
    "client-issuer": ISSUER,
  };
  const document = { inbound: [step("validate-introspected-token", config)] };
  const headers = { authorization: "Bearer opaque" };
  const plan = { rateLimits: [{ calls: 1, periodMs: 60_000 }] };
  const { answers, calls } = await callWith({ document, plan }, [headers, headers]);
  expect(answers.map(({ status }) => status)).toEqual([200, 429]);
  expect(calls).toMatchObject([{ subscription: SUBSCRIPTION }, { subscription: SUBSCRIPTION }]);
});

it("who is somebody but has no subscription is refused", async () => {
  await using issuer = await serveJson(() => ({ active: true, client_id: "somebody-else" }));
  const config = {
    "introspection-url": issuer.url,
    "client-id": "gw",
    "client-secret": "secret",
    "client-issuer": ISSUER,
  };
  const document = { inbound: [step("validate-introspected-token", config)] };
  const { answers, backend } = await callWith({ document }, [{ authorization: "Bearer opaque" }]);
  expect(answers).toMatchObject([{ status: 403, code: "client-without-subscription" }]);
  expect(backend.requests).toEqual([]);
});

async function callWith(options: SampleOptions, requests: Record<string, string>[]) {
  await using backend = await runBackend();
  const parts = sampleParts({ ...options, backendUrl: backend.url, api: { credentials: { none: true } } });
  const name = clientHash({ product: "product-1", issuer: ISSUER, client: CLIENT });
  parts.set(`keys/${name.slice(0, 2)}`, { keys: { [name]: [SUBSCRIPTION, 0] } });
  await using gateway = await runGateway(parts);
  const answers: { status: number; code: unknown }[] = [];
  for (const headers of requests) {
    const response = await fetch(`${gateway.url}/orders/42`, { headers });
    answers.push({ status: response.status, code: JSON.parse(await response.text()).code });
  }
  return { answers, backend, calls: gateway.calls };
}
