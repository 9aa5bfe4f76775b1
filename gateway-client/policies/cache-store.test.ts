import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

describe("cache-store", () => {
  it.each([
    [{ duration: "1ms" }],
    [{ duration: 60 }],
    [{ "purge-tags": [""] }],
    [{ "targeted-fields": ["no header"] }],
    [{ "max-size": "big" }],
  ])("refuses %j", (config) => {
    expect(() => compilePolicy("cache-store", config, "outbound")).toThrow();
  });

  it("goes by what answers say unless it is told more", () => {
    expect(storedBy({}).rules).toMatchObject({
      stepId: "test/cache-store",
      durationMs: undefined,
      isPrivateStored: false,
      targetedFields: [],
      staleWhileRevalidateMs: 0,
      staleIfErrorMs: 0,
      bytesMax: 1024 * 1024,
    });
  });

  it("takes tags from its own words and from what the backend says, several from each", () => {
    const config = {
      "purge-tags": ["orders all", `order-\${request.header('x-id')}`, `\${response.header('cache-tag')}`],
    };
    expect(storedBy(config).tags).toEqual(["orders", "all", "order-7", "a", "b"]);
  });

  it("bounds the tags of an answer", () => {
    const cacheTag = Array.from({ length: 500 }, (_, index) => `t${index}`).join(",");
    expect(storedBy({ "purge-tags": [`\${response.header('cache-tag')}`] }, cacheTag).tags).toHaveLength(100);
  });
});

function storedBy(config: unknown, cacheTag = "a, b") {
  const response = { status: 200, headers: { "cache-tag": cacheTag } };
  const exchange = testExchange({ headers: { "x-id": "7" }, response });
  compilePolicy("cache-store", config, "outbound")(exchange);
  const [rules] = exchange.stored;
  return { rules, tags: rules?.tags(exchange) };
}
