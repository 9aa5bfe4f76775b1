import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("authentication-basic", () => {
  it("takes the place of what the caller sent", () => {
    const exchange = testExchange({ headers: { authorization: "Bearer caller" } });
    compilePolicy("authentication-basic", { username: "Aladdin", password: "open sesame" }, "backend")(exchange);
    expect(exchange.request.getAll("authorization")).toEqual(["Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="]);
  });

  it.each([[{ username: "a:b", password: "c" }], [{ username: "a" }], [{ password: "c" }]])("refuses %j", (config) => {
    expect(() => compilePolicy("authentication-basic", config)).toThrow();
  });
});
