import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const json = { "content-type": "application/json" };
const run = (body: string, config: object = {}, headers: Record<string, string> = json) => {
  const exchange = testExchange({ body, headers });
  return { outcome: compilePolicy("json-threat-protection", config)(exchange), exchange };
};

describe("json-threat-protection", () => {
  it.each([
    ['{"a":[1,-2.5e3,true,null,"x\\u00e9\\n"],"b":{}}', {}],
    [" [ ] ", {}],
    ['"text"', {}],
    ["[[]]", { "max-depth": 2 }],
    ['{"a":1,"b":2}', { "max-entries": 2 }],
    ["[1,2]", { "max-array-length": 2 }],
    ['{"abc":"abc"}', { "max-name-length": 3, "max-string-length": 3 }],
    ['{"a":{"a":1}}', {}],
    [`["${"x\\n".repeat(500_000)}"]`, { "max-string-length": 2_000_000 }],
    ['{"a":1,"a":2}', { "duplicate-names": "allow" }],
  ])("lets %.30j pass with %j", (body, config) => {
    expect(run(body, config).outcome).toBeUndefined();
  });

  it.each([
    ["[[[]]]", { "max-depth": 2 }, "nests deeper than 2"],
    ['{"a":1,"b":2,"c":3}', { "max-entries": 2 }, "more than 2 members"],
    ["[1,2,3]", { "max-array-length": 2 }, "more than 2 items"],
    ['{"abcd":1}', { "max-name-length": 3 }, "has a name of more"],
    ['["abcd"]', { "max-string-length": 3 }, "has a text of more"],
    ['{"a":1,"\\u0061":2}', {}, "twice"],
    ["[".repeat(200_000), { "max-depth": 1000 }, "nests deeper"],
  ])("refuses %.20j with %j: it %s", (body, config, detail) => {
    expect(run(body, config).outcome).toMatchObject({
      problem: "json-threat-detected",
      status: 400,
      detail: expect.stringContaining(detail),
    });
  });

  it.each(["{", "[1,]", '{"a"}', '{"a":1,}', "01", "1 2", "[1}", '"a\nb"', "nul", "{'a':1}", "", "]"].filter(Boolean))(
    "refuses %j, which is no JSON",
    (body) => {
      expect(() => JSON.parse(body)).toThrow();
      expect(run(body).outcome).toMatchObject({ detail: "The body is no JSON." });
    },
  );

  it("only tells of it, when told to detect", () => {
    const { outcome, exchange } = run("[[]]", { "max-depth": 1, action: "detect" });
    expect(outcome).toBeUndefined();
    expect(exchange.variables.get("json_threat")).toBe("nests deeper than 1 levels");
  });

  it("leaves other media types alone, and looks at a body without one", () => {
    expect(run("a=1", {}, { "content-type": "text/plain" }).outcome).toBeUndefined();
    expect(run("a=1", {}, {}).outcome).toBeDefined();
  });

  it("blames the backend for its answer", () => {
    const exchange = testExchange({ response: { status: 200, headers: json, body: "[[]]" } });
    const outcome = compilePolicy("json-threat-protection", { "max-depth": 1 }, "outbound")(exchange);
    expect(outcome).toMatchObject({ status: 502 });
  });

  it.each([[{ "max-depth": 0 }], [{ depth: 3 }], [{ action: "log" }]])("refuses the configuration %j", (config) => {
    expect(() => compilePolicy("json-threat-protection", config)).toThrow();
  });
});
