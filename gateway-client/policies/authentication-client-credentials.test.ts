import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const asked: { authorization: string | undefined; body: string }[] = [];
let status = 200;
const server = createServer(async (request, response) => {
  asked.push({ authorization: request.headers.authorization, body: await text(request) });
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ access_token: `token-${asked.length}`, expires_in: 100 }));
});
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/token`;
});
beforeEach(() => {
  asked.length = 0;
  status = 200;
});
afterAll(() => server.close());

const compile = () =>
  compilePolicy(
    "authentication-client-credentials",
    { "token-url": url, "client-id": "a b", "client-secret": "s:ö", scopes: ["read", "write"] },
    "backend",
  );
const at = (laterMs: number) => {
  const exchange = testExchange({ headers: { authorization: "Bearer caller" } });
  return { ...exchange, receivedAtMs: exchange.receivedAtMs + laterMs };
};

describe("authentication-client-credentials", () => {
  it("asks once for many waiters, as RFC 6749 has it", async () => {
    const run = compile();
    const exchanges = [at(0), at(0), at(0)];
    await Promise.all(exchanges.map(run));
    expect(exchanges.map(({ request }) => request.getAll("authorization"))).toEqual(Array(3).fill(["Bearer token-1"]));
    expect(asked).toEqual([
      {
        authorization: `Basic ${Buffer.from("a+b:s%3A%C3%B6").toString("base64")}`,
        body: "grant_type=client_credentials&scope=read+write",
      },
    ]);
  });

  it("keeps a token, renews it early and does not use it after its end", async () => {
    const run = compile();
    await run(at(0));
    expect(run(at(60_000))).toBeUndefined();
    expect(asked).toHaveLength(1);
    const early = at(80_000);
    expect(run(early)).toBeUndefined();
    expect(early.request.get("authorization")).toBe("Bearer token-1");
    await expect.poll(() => asked.length).toBe(2);
    const late = at(500_000);
    await run(late);
    expect(late.request.get("authorization")).toBe("Bearer token-3");
  });

  it("refuses the call when there is no token, and asks again for the next", async () => {
    const run = compile();
    status = 500;
    expect(await run(at(0))).toEqual({ problem: "backend-credentials-unavailable" });
    status = 200;
    expect(await run(at(0))).toBeUndefined();
  });

  it.each([[{}], [{ "token-url": "x", "client-id": "a", "client-secret": "b" }]])("refuses %j", (config) => {
    expect(() => compilePolicy("authentication-client-credentials", config, "backend")).toThrow();
  });
});
