import { createServer, type RequestListener } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const listener: RequestListener = (request, response) => {
  if (request.url === "/silent") return;
  response.setHeader("content-type", "application/json");
  if (request.url === "/moved") response.writeHead(302, { location: "/elsewhere" });
  response.end(JSON.stringify({ method: request.method, url: request.url, a: request.headers["x-a"] }));
};
const server = createServer(listener);
let host = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const config = (path: string, more: object = {}) => ({
  url: `http://${host}${path}`,
  "response-variable-name": "answer",
  ...more,
});

describe("send-request", () => {
  it("puts the answer into its variable", async () => {
    const exchange = testExchange({ headers: { "x-user": "ada" } });
    const headers = { "x-a": `\${request.header('x-user')}` };
    const path = `/who?user=\${request.header('x-user')}`;
    const run = compilePolicy(
      "send-request",
      config(path, { method: "post", headers, body: "x", "allowed-hosts": [host] }),
    );
    expect(await run(exchange)).toBeUndefined();
    expect(exchange.variables.get("answer")).toMatchObject({
      status: 200,
      body: { method: "POST", url: "/who?user=ada", a: "ada" },
    });
  });

  it("does not follow redirects", async () => {
    const exchange = testExchange();
    await compilePolicy("send-request", config("/moved"))(exchange);
    expect(exchange.variables.get("answer")).toMatchObject({ status: 302 });
  });

  it.each([
    [{}, { problem: "side-request-failed" }],
    [{ "ignore-error": true }, undefined],
  ])("with %j without an answer says %j", async (more, expected) => {
    const exchange = testExchange({ variables: { answer: "old" } });
    const outcome = await compilePolicy("send-request", config("/silent", { timeout: "50ms", ...more }))(exchange);
    if (expected === undefined) expect(outcome).toBeUndefined();
    else expect(outcome).toMatchObject(expected);
    expect(exchange.variables.has("answer")).toBe(false);
  });

  it.each(["evil.test", "127.0.0.1:1", "x@evil.test", ""])("is never led to the host %j by a caller", async (to) => {
    const url = `http://\${request.header('x-host')}/`;
    const run = compilePolicy("send-request", config("", { url, "allowed-hosts": [host] }));
    await expect(run(testExchange({ headers: { "x-host": to } }))).rejects.toThrow("not among the allowed hosts");
  });

  it.each([
    [{ url: "ftp://a/" }],
    [{ url: "/path" }],
    [{ url: `http://\${request.method}/` }],
    [{ headers: { host: "a" } }],
    [{ timeout: "2m" }],
    [{ "response-variable-name": "a b" }],
  ])("refuses %j", (more) => {
    expect(() => compilePolicy("send-request", config("/", more))).toThrow();
  });
});
