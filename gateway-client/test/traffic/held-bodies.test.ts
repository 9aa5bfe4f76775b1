import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { answerTo, withKey } from "./answer-to.ts";
import { runGateway } from "./running-gateway.ts";
import { runBackend } from "./sample-backend.ts";
import { sampleParts, step } from "./sample-parts.ts";

const put = (body: RequestInit["body"], headers: Record<string, string> = {}) =>
  ({ method: "PUT", body, headers: { ...withKey.headers, ...headers }, duplex: "half" }) as RequestInit;
const streamOf = (...parts: string[]) => new Blob(parts).stream();

describe("a body that a policy reads", () => {
  it("arrives changed, with its new length and without its coding", async () => {
    const document = { inbound: [step("find-and-replace", { from: "old", to: "newer" })] };
    const zipped = new Uint8Array(gzipSync("the old body"));
    const { text } = await answerTo({ document }, put(zipped, { "content-encoding": "gzip" }));
    const { body, headers } = JSON.parse(text);
    expect(body).toBe("the newer body");
    expect(headers["content-length"]).toBe("14");
    expect(headers["content-encoding"]).toBeUndefined();
  });

  it("goes back changed, whatever coding the backend insists on", async () => {
    await using backend = await runBackend((request, response) => {
      response.setHeader("x-asked-for", String(request.headers["accept-encoding"]));
      response.setHeader("etag", '"1"');
      response.setHeader("content-encoding", "gzip");
      response.end(gzipSync("the old body"));
    });
    const document = { outbound: [step("find-and-replace", { from: "old", to: "new" })] };
    await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, document }));
    const response = await fetch(`${gateway.url}/orders`, withKey);
    expect(await response.text()).toBe("the new body");
    expect(response.headers.get("x-asked-for")).toBe("identity");
    expect(response.headers.get("etag")).toBeNull();
    expect(response.headers.get("content-length")).toBe("12");
  });

  it("is not read for policies of a section that does not run", async () => {
    const document = { onError: [step("set-body", { value: "failed" })] };
    const { text } = await answerTo({ document }, put(streamOf("a", "b")));
    expect(JSON.parse(text).headers["transfer-encoding"]).toBe("chunked");
  });

  it.each([
    ["more than its bound", "x".repeat(11), {}, 413, "body-too-large"],
    [
      "more than its bound when it is opened",
      new Uint8Array(gzipSync("x".repeat(5000))),
      { "content-encoding": "gzip" },
      413,
      "body-too-large",
    ],
    ["another coding than it says", "x", { "content-encoding": "br" }, 400, "bad-request"],
    ["a coding that nobody knows", "x", { "content-encoding": "pack" }, 400, "bad-request"],
  ])("is refused with %s", async (_, body, headers, status, code) => {
    const max = typeof body === "string" ? "10B" : "1KiB";
    const document = { inbound: [step("request-size-limit", { max }), step("set-body", { value: "" })] };
    const answer = await answerTo({ document }, put(body, headers as Record<string, string>));
    expect([answer.response.status, answer.code]).toEqual([status, code]);
    expect(answer.backend.requests).toHaveLength(0);
  });

  it("may make the problem of a refusal another one", async () => {
    const value = `{"sorry":"\${error.reason}","was":\${response.body.status}}`;
    const document = { inbound: [step("check-header", { name: "x-a" })], onError: [step("set-body", { value })] };
    const { response, text } = await answerTo({ document });
    expect([response.status, text]).toEqual([401, '{"sorry":"header-check-failed","was":401}']);
  });
});

it("bounds a body that streams to the backend", async () => {
  const document = { inbound: [step("request-size-limit", { max: "10B" })] };
  const { response, code } = await answerTo({ document }, put(streamOf("12345", "67890", "1")));
  expect([response.status, code]).toEqual([413, "body-too-large"]);
});

it("refuses an answer that is too large to be held", async () => {
  await using backend = await runBackend((_, response) => response.end(Buffer.alloc(5 * 1024 * 1024)));
  const document = { outbound: [step("set-body", { value: `\${response.body}` })] };
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, document }));
  const response = await fetch(`${gateway.url}/orders`, withKey);
  expect([response.status, (await response.json()).code]).toEqual([502, "backend-answer-too-large"]);
});
