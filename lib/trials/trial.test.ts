import { describe, expect, test } from "vitest";
import { answeredHeaders, trialHeaders, trialUrl } from "./trial.ts";

const BASE = "https://api.example/orders/v1";

test.each([
  ["/orders", "https://api.example/orders/v1/orders"],
  ["/orders?limit=2&a=%2F#part", "https://api.example/orders/v1/orders?limit=2&a=%2F"],
  ["/a%2Fb/", "https://api.example/orders/v1/a%2Fb/"],
  ["//elsewhere.test/x", "https://api.example/orders/v1//elsewhere.test/x"],
  ["/a/../b", "https://api.example/orders/v1/b"],
])("%s is called at %s", (path, url) => {
  expect(trialUrl(BASE, path).href).toBe(url);
});

test.each(["/../../internal", "/..", "/%2e%2e/%2e%2e/internal", "/..\\..\\internal"])("%s is refused", (path) => {
  expect(() => trialUrl(BASE, path)).toThrowError(expect.objectContaining({ slug: "invalid-input" }));
});

test("a host is never changed by a path", () => {
  expect(() => trialUrl("https://api.example", "/x")).not.toThrow();
  expect(trialUrl("https://api.example", "/@evil.test/").host).toBe("api.example");
});

describe("a trial carries", () => {
  test("the reader's key and headers, and nothing of the portal's connection", () => {
    const sent = trialHeaders([
      ["x-api-key", "k"],
      ["Accept", "application/json"],
      ["Cookie", "session=1"],
      ["Host", "internal"],
      ["X-Forwarded-For", "10.0.0.1"],
      ["Proxy-Authorization", "Basic x"],
      ["Transfer-Encoding", "chunked"],
    ]);
    expect([...sent]).toEqual([
      ["accept", "application/json"],
      ["x-api-key", "k"],
    ]);
  });

  test("back everything but cookies", () => {
    const answered = new Headers({ "content-type": "text/html", "set-cookie": "a=1", "x-request-id": "r" });
    expect(answeredHeaders(answered)).toEqual([
      ["content-type", "text/html"],
      ["x-request-id", "r"],
    ]);
  });
});
