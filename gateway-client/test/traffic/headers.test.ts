import { describe, expect, it } from "vitest";
import { answerTo, withKey } from "./answer-to.ts";
import { runGateway } from "./running-gateway.ts";
import { runBackend } from "./sample-backend.ts";
import { API_KEY, sampleParts, step } from "./sample-parts.ts";

describe("headers", () => {
  it("tells the backend of the caller, and forgets what the caller says of itself", async () => {
    const forged = { "X-Forwarded-For": "203.0.113.9", forwarded: "for=203.0.113.9", "X-Real-IP": "1.2.3.4" };
    const { text } = await answerTo({}, { headers: { ...withKey.headers, ...forged } });
    const { headers } = JSON.parse(text);
    expect(headers).toMatchObject({
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-proto": "http",
      via: "1.1 gatehouse",
    });
    expect(headers.forwarded).toBeUndefined();
    expect(headers["x-real-ip"]).toBeUndefined();
  });

  it("believes a trusted proxy", async () => {
    await using backend = await runBackend();
    const document = { inbound: [step("ip-filter", { allow: ["203.0.113.9"] })] };
    const parts = sampleParts({ backendUrl: backend.url, document });
    await using gateway = await runGateway(parts, { trustedProxies: ["127.0.0.0/8"], forwardedStyle: "both" });
    const call = (hops: string) =>
      fetch(`${gateway.url}/orders`, { headers: { ...withKey.headers, "x-forwarded-for": hops } });
    expect((await call("203.0.113.9")).status).toBe(200);
    expect((await call("203.0.113.9, 198.51.100.1")).status).toBe(403);
    expect((await call("198.51.100.1, 203.0.113.9, 127.0.0.2")).status).toBe(200);
    const lines = backend.requests[1]?.rawHeaders ?? [];
    expect(lines).toContain("198.51.100.1, 203.0.113.9, 127.0.0.2, 127.0.0.1");
    expect(lines.find((line) => line.startsWith("for=127.0.0.1"))).toBeDefined();
  });

  it("removes what belongs to a connection, both ways", async () => {
    await using backend = await runBackend((_, response) => {
      response.setHeader("connection", "x-private");
      response.setHeader("x-private", "1");
      response.setHeader("x-public", "1");
      response.setHeader("proxy-authenticate", "Basic");
      response.end("ok");
    });
    await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
    const answer = await gateway.raw(
      `GET /orders HTTP/1.1\r\nHost: a\r\nX-Api-Key: ${API_KEY}\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nX-End: 1\r\nTE: trailers\r\n` +
        "Keep-Alive: timeout=5\r\nProxy-Authorization: Basic x\r\n\r\n",
    );
    expect(answer).toMatch(/x-public: 1/);
    expect(answer).not.toMatch(/x-private|proxy-authenticate/);
    const names = (backend.requests[0]?.rawHeaders ?? [])
      .filter((_, index) => index % 2 === 0)
      .map((name) => name.toLowerCase());
    expect(names).toContain("x-end");
    for (const hop of ["x-hop", "te", "keep-alive", "proxy-authorization"]) expect(names).not.toContain(hop);
  });

  it("keeps a well-formed request id and trace, and makes new ones otherwise", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const own = { ...withKey.headers, "x-request-id": "caller-id-0001", traceparent, tracestate: "a=1" };
    const kept = await answerTo({}, { headers: own });
    expect(kept.response.headers.get("x-request-id")).toBe("caller-id-0001");
    expect(JSON.parse(kept.text).headers).toMatchObject({
      "x-request-id": "caller-id-0001",
      traceparent,
      tracestate: "a=1",
    });

    const bad = { ...withKey.headers, "x-request-id": "<script>", traceparent: "00-0-0-00", tracestate: "a=1" };
    const made = await answerTo({}, { headers: bad });
    const id = made.response.headers.get("x-request-id");
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const { headers } = JSON.parse(made.text);
    expect(headers.traceparent).toMatch(new RegExp(`^00-${id}-[0-9a-f]{16}-01$`));
    expect(headers.tracestate).toBeUndefined();
  });
});
