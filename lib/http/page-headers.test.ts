import { describe, expect, it } from "vitest";
import { pageHeaders } from "./page-headers.ts";

const served = { nonce: "bm9uY2U=", isHttps: true, isDevelopment: false };

describe("the headers of a page", () => {
  it("let no script run without the nonce of its own answer", () => {
    const policy = pageHeaders(served)["content-security-policy"];
    const scripts = policy.split("; ").find((directive) => directive.startsWith("script-src"));
    expect(scripts).toBe("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  });

  it("evaluate code in development only", () => {
    expect(pageHeaders({ ...served, isDevelopment: true })["content-security-policy"]).toContain("'unsafe-eval'");
  });

  it("keep the page out of frames", () => {
    expect(pageHeaders(served)["content-security-policy"]).toContain("frame-ancestors 'none'");
  });

  it.each([true, false])("insist on HTTPS only where it is spoken (%s)", (isHttps) => {
    const headers = pageHeaders({ ...served, isHttps });
    expect("strict-transport-security" in headers).toBe(isHttps);
    expect(headers["content-security-policy"].includes("upgrade-insecure-requests")).toBe(isHttps);
  });
});
