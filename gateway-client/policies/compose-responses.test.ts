import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const together: (() => void)[] = [];
const server = createServer((request, response) => {
  if (request.url === "/silent") return;
  response.setHeader("content-type", "application/json");
  const { url, method, headers } = request;
  const answer = () => response.end(JSON.stringify({ url, method, a: headers["x-a"] }));
  if (!url?.startsWith("/together")) answer();
  // None of three is answered before all of them are there.
  else if (together.push(answer) === 3) for (const each of together) each();
});
let origin = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function compose(config: object) {
  const exchange = testExchange({ headers: { "x-user": "ada" } });
  const outcome = await compilePolicy("compose-responses", config, "backend")(exchange);
  return { outcome, answer: exchange.backendAnswer };
}

describe("compose-responses", () => {
  it.each([
    ["an expression", `\${ {'a': variables.a.body.url, 'b': variables.b.body.url} }`, undefined],
    ["a template", `{"a":"{{ variables.a.body.url }}","b":"{{ variables.b.body.url }}"}`, "liquid"],
  ])("merges the answers by %s", async (_, body, template) => {
    const requests = { a: { url: `${origin}/a` }, b: { url: `${origin}/b` } };
    const { outcome, answer } = await compose({ requests, body, ...(template && { template }) });
    expect(outcome).toBeUndefined();
    expect(answer).toMatchObject({ status: 200, headers: ["content-type", "application/json"] });
    expect(JSON.parse(String(answer?.body))).toEqual({ a: "/a", b: "/b" });
  });

  it("asks at the same time", async () => {
    const requests = Object.fromEntries(["a", "b", "c"].map((name) => [name, { url: `${origin}/together/${name}` }]));
    expect((await compose({ requests, body: "{}" })).outcome).toBeUndefined();
  });

  it("sends method, headers and body with expressions", async () => {
    const headers = { "x-a": `\${request.header('x-user')}` };
    const requests = { a: { url: `${origin}/a`, method: "POST", headers, body: "x" } };
    const { answer } = await compose({ requests, body: `\${variables.a.body}`, status: 201 });
    expect(answer?.status).toBe(201);
    expect(JSON.parse(String(answer?.body))).toMatchObject({ method: "POST", a: "ada" });
  });

  it("refuses when one of them fails", async () => {
    const requests = { a: { url: `${origin}/a` }, b: { url: `${origin}/silent`, timeout: "50ms" } };
    const { outcome, answer } = await compose({ requests, body: "{}" });
    expect(outcome).toMatchObject({ problem: "side-request-failed", detail: expect.stringContaining("request b") });
    expect(answer).toBeUndefined();
  });

  it("answers with the others where one may fail", async () => {
    const requests = {
      a: { url: `${origin}/a` },
      b: { url: `${origin}/silent`, timeout: "50ms", "ignore-error": true },
    };
    const body = `\${ {'a': variables.a.status, 'b': has(variables.b) ? variables.b.status : 0} }`;
    const { outcome, answer } = await compose({ requests, body });
    expect(outcome).toBeUndefined();
    expect(answer?.body).toBe('{"a":200,"b":0}');
  });

  it("is never led to another host by a caller", async () => {
    const url = `http://\${request.header('x-user')}/`;
    const requests = { a: { url, "allowed-hosts": ["a.test"] } };
    expect((await compose({ requests, body: "{}" })).outcome).toMatchObject({ problem: "policy-failed" });
  });

  it.each([
    [{ requests: {}, body: "{}" }],
    [{ requests: { a: { url: "ftp://a" } }, body: "{}" }],
    [{ requests: { a: { url: `http://\${request.method}/` } }, body: "{}" }],
    [{ requests: { "a b": { url: "http://a" } }, body: "{}" }],
    [{ requests: { a: { url: "http://a" } }, body: `\${nothing}` }],
    [{ requests: { a: { url: "http://a" } } }],
  ])("refuses %j", (config) => {
    expect(() => compilePolicy("compose-responses", config, "backend")).toThrow();
  });
});
