import { describe, expect, it } from "vitest";
import { preparePolicy } from "./registry.ts";
import { compilePolicy, testExchange } from "./testing.ts";

const json = { "content-type": "application/json" };

describe("set-body", () => {
  it.each([
    ["a text", { value: "new" }, "new"],
    ["a text with expressions", { value: `id=\${request.body.id}` }, "id=7"],
    [
      "a changed JSON body",
      { value: `\${request.body.set('/a/b', true).remove('/secret')}` },
      '{"id":7,"a":{"b":true}}',
    ],
    ["a map", { value: `\${ {'method': request.method, 'n': 1 + 1} }` }, '{"method":"POST","n":2}'],
    [
      "a template",
      { template: "liquid", value: "{% if request.body.id > 5 %}{{request.body.id | plus: 1}}{% endif %}" },
      "8",
    ],
  ])("writes %s", (_, config, expected) => {
    const exchange = testExchange({ method: "POST", body: '{"id":7,"secret":1}', headers: json });
    compilePolicy("set-body", config)(exchange);
    expect(exchange.requestBody?.text).toBe(expected);
    expect(exchange.requestBody?.isChanged).toBe(true);
  });

  it("changes the answer in outbound", () => {
    const exchange = testExchange({ body: "asked", response: { status: 200, body: '{"a":1}', headers: json } });
    compilePolicy("set-body", { value: `\${response.body.a + 1}` }, "outbound")(exchange);
    expect(exchange.responseBody?.text).toBe("2");
    expect(exchange.requestBody?.text).toBe("asked");
  });

  it("asks for the bodies that it writes and reads, and for no others", () => {
    const buffers = (value: string, section: "inbound" | "outbound") =>
      preparePolicy("set-body", { value }, { id: "a", scope: "api", section }).buffers;
    expect(buffers("x", "inbound")).toEqual(["request"]);
    expect(buffers("x", "outbound")).toEqual(["response"]);
    expect(buffers(`\${request.body}`, "outbound")).toEqual(["response", "request"]);
  });

  it("fails when the body is not what the template takes it for", () => {
    const run = compilePolicy("set-body", { template: "liquid", value: "{{ request.body.a.b }}" });
    expect(() => run(testExchange({ body: "{}", headers: json }))).toThrow("undefined variable");
  });

  it("ends a template that takes too much", () => {
    const run = compilePolicy("set-body", { template: "liquid", value: "{% for i in (1..900000000) %}x{% endfor %}" });
    expect(() => run(testExchange({ body: "" }))).toThrow("limit exceeded");
  });

  it.each([
    ["an unknown name", { value: `\${secrets.a}` }],
    ["an unknown name in a template", { template: "liquid", value: "{{ secrets.a }}" }],
    ["an unknown filter", { template: "liquid", value: "{{ request.path | shout }}" }],
    ["another template", { template: "liquid", value: "{% render 'a' %}" }],
    ["a template that does not end", { template: "liquid", value: "{% if a %}" }],
    ["an unknown language", { template: "mustache", value: "" }],
  ])("refuses %s", (_, config) => {
    expect(() => compilePolicy("set-body", config)).toThrow();
  });
});
