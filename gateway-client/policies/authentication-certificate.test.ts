import { beforeAll, describe, expect, it } from "vitest";
import { type Issued, makeAuthority } from "../test/support/certificates.ts";
import { compilePolicy, testExchange } from "./testing.ts";

let first: Issued;
let second: Issued;

beforeAll(async () => {
  const authority = await makeAuthority();
  first = await authority.issue({ subject: "CN=first" });
  second = await authority.issue({ subject: "CN=second" });
});

const policy = ({ cert, key }: Issued) => ({ certificate: cert, "private-key": key });

describe("authentication-certificate", () => {
  it("shows the certificate, and tells two of them apart", () => {
    const exchange = testExchange();
    const shown = [first, second, first].map((issued) => {
      compilePolicy("authentication-certificate", policy(issued), "backend")(exchange);
      return exchange.wayThere.certificate;
    });
    expect(shown[0]).toMatchObject({ certificate: first.cert, privateKey: first.key });
    expect([shown[0]?.id === shown[1]?.id, shown[0]?.id === shown[2]?.id]).toEqual([false, true]);
  });

  it("takes the name of a value that only a gateway can open", () => {
    const config = { certificate: "{{cert}}", "private-key": "{{key}}" };
    expect(() => compilePolicy("authentication-certificate", config, "backend")).not.toThrow();
  });

  it.each<[string, () => object]>([
    ["what is no certificate", () => ({ certificate: "x", "private-key": first.key })],
    ["the key of another certificate", () => ({ certificate: first.cert, "private-key": second.key })],
    ["no key", () => ({ certificate: first.cert })],
    ["an expression", () => ({ certificate: `\${request.method}`, "private-key": first.key })],
  ])("refuses %s", (_, config) => {
    expect(() => compilePolicy("authentication-certificate", config(), "backend")).toThrow();
  });
});
