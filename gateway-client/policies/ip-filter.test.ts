import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

function isLetIn(config: unknown, clientAddress: string): boolean {
  return compilePolicy("ip-filter", config)(testExchange({ clientAddress })) === undefined;
}

describe("ip-filter", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7", true],
    ["192.0.2.7", "192.0.2.8", false],
    ["10.0.0.0/8", "10.255.0.1", true],
    ["10.0.0.0/8", "11.0.0.1", false],
    ["10.0.0.5 - 10.0.0.9", "10.0.0.9", true],
    ["10.0.0.5-10.0.0.9", "10.0.0.10", false],
    ["2001:db8::/32", "2001:db8:1::1", true],
    ["2001:db8::/32", "2001:db9::1", false],
    ["10.0.0.0/8", "2001:db8::1", false],
    ["0.0.0.0/0", "203.0.113.9", true],
  ])("allow %s decides on %s: %s", (range, address, expected) => {
    expect(isLetIn({ allow: [range] }, address)).toBe(expected);
  });

  it("lets everybody in where nothing is allowed by name, but for the forbidden", () => {
    expect(isLetIn({ forbid: ["192.0.2.0/24"] }, "198.51.100.1")).toBe(true);
    expect(isLetIn({ forbid: ["192.0.2.0/24"] }, "192.0.2.200")).toBe(false);
  });

  it("lets nobody in who is forbidden, allowed or not", () => {
    expect(isLetIn({ allow: ["10.0.0.0/8"], forbid: ["10.1.0.0/16"] }, "10.1.2.3")).toBe(false);
  });

  it("refuses with the code for it", () => {
    const outcome = compilePolicy("ip-filter", { allow: ["10.0.0.1"] })(testExchange());
    expect(outcome).toMatchObject({ problem: "caller-ip-not-allowed" });
  });

  it.each([
    ["10.0.0.0/33"],
    ["10.0.0"],
    ["10.0.0.9-10.0.0.1"],
    ["10.0.0.1-::1"],
    ["host.example"],
    ["fe80::1%eth0"],
    [""],
  ])("refuses %j as a range", (range) => {
    expect(() => compilePolicy("ip-filter", { allow: [range] })).toThrow(/address/);
  });

  it("refuses an empty list of the allowed: it would let nobody in", () => {
    expect(() => compilePolicy("ip-filter", { allow: [] })).toThrow();
  });
});
