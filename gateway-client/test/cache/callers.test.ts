import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { step } from "../traffic/sample-parts.ts";
import { numbered, OTHER_KEY, runCached } from "./cached-gateway.ts";
import { call } from "./call.ts";

const SECRET = "a-secret-of-at-least-thirty-two-bytes";
const FRESH = { "cache-control": "max-age=60" };

it("gives nobody what was stored for another caller", async () => {
  await using cached = await runCached(numbered(FRESH));
  await cached.get("/1");
  expect((await cached.get("/1", { "x-api-key": OTHER_KEY })).body).toBe("answer 2");
  expect((await cached.get("/1")).body).toBe("answer 1");
});

it("gives all the same where the policy says so", async () => {
  await using cached = await runCached(numbered(FRESH), { lookup: { "vary-by-developer": false } });
  await cached.get("/1");
  expect((await cached.get("/1", { "x-api-key": OTHER_KEY })).body).toBe("answer 1");
});

it("stores nothing that was asked for with an Authorization, unless the answer or the policy allows it", async () => {
  const open = { parts: { api: { credentials: { none: true as const } } } };
  const ask = (cached: Awaited<ReturnType<typeof runCached>>, authorization: string) =>
    call(`${cached.gateway.url}/orders/1`, { headers: { authorization } });
  await using strict = await runCached(numbered(FRESH), open);
  await ask(strict, "Bearer a");
  expect((await ask(strict, "Bearer a")).body).toBe("answer 2");

  for (const [headers, store] of [
    [{ "cache-control": "max-age=60, public" }, {}],
    [{ "cache-control": "max-age=60, private" }, { "cache-private": true }],
  ] as const) {
    await using cached = await runCached(numbered(headers), { ...open, store });
    await ask(cached, "Bearer a");
    expect((await ask(cached, "Bearer b")).body).toBe("answer 2");
    expect((await ask(cached, "Bearer a")).body).toBe("answer 1");
  }
});

it.each([
  ["a token in a header of its own", (who: string) => ({ "x-token": tokenOf(who) })],
  ["an HTTP message signature", (who: string) => ({ "signature-input": `sig=("@path");keyid="${who}"` })],
])("tells callers apart by %s", async (_, headersOf) => {
  const validate = step("validate-jwt", {
    "header-name": "x-token",
    algorithms: ["HS256"],
    "issuer-signing-keys": [{ secret: SECRET }],
  });
  const inbound = [
    step("choose", [{ when: "request.header('x-token') != ''", do: [{ "validate-jwt": validate.config }] }]),
  ];
  await using cached = await runCached(numbered(FRESH), {
    inbound,
    parts: { api: { credentials: { none: true as const } } },
  });
  const ask = async (who: string) => (await call(`${cached.gateway.url}/orders/1`, { headers: headersOf(who) })).body;
  expect([await ask("ada"), await ask("bob"), await ask("ada")]).toEqual(["answer 1", "answer 2", "answer 1"]);
});

it("does not share private answers, nor cookies, among callers that it cannot tell apart", async () => {
  const lookup = { "vary-by-developer": false };
  await using privately = await runCached(numbered({ "cache-control": "max-age=60, private" }), {
    lookup,
    store: { "cache-private": true },
  });
  await privately.get("/1");
  expect((await privately.get("/1")).body).toBe("answer 2");
  await using cookies = await runCached(numbered({ ...FRESH, "set-cookie": "session=1" }), { lookup });
  await cookies.get("/1");
  expect((await cookies.get("/1")).body).toBe("answer 2");
});

it("shares an answer without the fields that are meant for one caller", async () => {
  const headers = { "cache-control": 'max-age=60, private="set-cookie, x-name"', "set-cookie": "a=1", "x-name": "ada" };
  await using cached = await runCached(numbered(headers), { lookup: { "vary-by-developer": false } });
  await cached.get("/1");
  const { body, headers: received } = await cached.get("/1");
  expect(body).toBe("answer 1");
  expect(received["set-cookie"]).toBeUndefined();
  expect(received["x-name"]).toBeUndefined();
});

it("uses nothing that another revision or other policies have stored", async () => {
  await using cached = await runCached(numbered(FRESH));
  await cached.get("/1");
  cached.serve({ revision: 2 });
  expect((await cached.get("/1")).body).toBe("answer 2");
});

function tokenOf(subject: string): string {
  const text = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${text({ alg: "HS256" })}.${text({ sub: subject, exp: 4_000_000_000 })}`;
  return `${signed}.${createHmac("sha256", SECRET).update(signed).digest("base64url")}`;
}
