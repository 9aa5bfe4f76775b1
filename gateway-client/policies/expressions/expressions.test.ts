import { describe, expect, it } from "vitest";
import type { CallerCertificate } from "../caller-certificate.ts";
import type { Site } from "../define.ts";
import { testExchange } from "../testing.ts";
import { compileCondition, compileExpression } from "./compile.ts";
import { compileText, compileValue } from "./text.ts";

const held: string[] = [];
const site = (section: Site["section"] = "inbound"): Site => ({
  id: "test/expression",
  scope: "api",
  section,
  hold: (side) => held.push(side),
  prepareStep: () => {
    throw new TypeError("no steps inside");
  },
});
const request = {
  method: "POST",
  path: "/orders/42",
  query: "a=1&b=x%20y&a=2",
  headers: { "content-type": "application/json", cookie: "s=1; t=a=b", "x-user": "ada" },
  body: '{"n":3,"list":[{"a":1},{"a":2}]}',
  parameters: { id: "42" },
  caller: { subscription: "sub", application: "app", plan: "p", product: "q", counterKey: { low: 1, high: 2 } },
  variables: { tenant: "blue" },
};

describe("an expression", () => {
  it.each([
    ["request.method + ' ' + request.path", "POST /orders/42"],
    ["request.header('X-User')", "ada"],
    ["request.header('x-none')", ""],
    ["request.cookie('t')", "a=b"],
    ["request.query.a + request.queryParameter('b')", "1x y"],
    ["request.pathParameter('id')", "42"],
    ["request.body.n + 1", 4],
    ["request.body.list.map(x, x.a)", [1, 2]],
    ["subscription.plan + '/' + product.slug + '/' + application.id", "free/starter/app"],
    ["variables.tenant", "blue"],
    ["has(variables.none)", false],
    ["request.path.matches('^/orders/[0-9]+$')", true],
    ["now > timestamp('2020-01-01T00:00:00Z')", true],
    ["{'a': [1, 'x', null]}", { a: [1, "x", null] }],
  ])("%s reads the exchange", (text, expected) => {
    expect(compileValue(`\${ ${text} }`, "", site())(testExchange(request))).toEqual(expected);
  });

  it("reads a certificate that is trusted, and nothing of another", () => {
    const certificate: CallerCertificate = {
      fingerprint: "ab",
      serialNumber: "01",
      subject: new Map([["CN", ["worker", "second"]]]),
      issuer: new Map([["O", ["Acme"]]]),
      alternativeNames: [],
      validFromMs: 0,
      validToMs: 1,
      isTrusted: true,
      isTrustedApartFromDates: true,
      raw: new Uint8Array(),
    };
    const text =
      "request.scheme + request.certificate.fingerprint + request.certificate.subject.CN + request.certificate.issuer.O";
    const read = compileValue(`\${ ${text} }`, "", site());
    expect(read({ ...testExchange(), isSecure: true, callerCertificate: certificate })).toBe("httpsabworkerAcme");
    const isNamed = compileValue(`\${ has(request.certificate.subject.CN) }`, "", site());
    for (const callerCertificate of [undefined, { ...certificate, isTrusted: false }]) {
      expect(isNamed({ ...testExchange(), callerCertificate })).toBe(false);
    }
  });

  it.each([
    ["an unknown root", "secrets.a"],
    ["an unknown member", "request.nope"],
    ["types that do not go together", "request.method + 1"],
    ["the answer before there is one", "response.status == 200"],
    ["no expression", "a b"],
    ["a pattern that is not written out", "request.path.matches(request.method)"],
    ["a pattern that is none", "request.path.matches('(')"],
    ["a loop in a loop", "[1].all(x, [2].all(y, x < y))"],
    ["a body in a loop", "[1].all(x, x in request.body.list)"],
    ["a binding, which could double a text again and again", "cel.bind(x, 'a', x + x)"],
    ["more parts than an expression may have", `1${"+1".repeat(400)}`],
    ["more characters than it may have", `'${"a".repeat(3000)}'`],
  ])("is refused when saved: %s", (_, text) => {
    expect(() => compileExpression(text, "/value", site())).toThrow(expect.objectContaining({ pointer: "/value" }));
  });

  it.each(["request.method", "1"])("%s is no condition", (text) => {
    expect(() => compileCondition(text, "", site())).toThrow("is no condition");
  });

  it("takes linear time for any pattern", () => {
    const isMatch = compileCondition("request.header('x-user').matches('^(a+)+$')", "", site());
    expect(isMatch(testExchange({ headers: { "x-user": `${"a".repeat(50_000)}!` } }))).toBe(false);
  });

  it("fails with the name of its policy where the request lacks something", () => {
    const { evaluate } = compileExpression("request.body.nope", "", site());
    expect(() => evaluate(testExchange(request))).toThrow("test/expression: No such key: nope");
  });

  it("asks for exactly the bodies that it reads", () => {
    held.length = 0;
    compileExpression("request.method", "", site());
    expect(held).toEqual([]);
    compileExpression("request.body == response.body", "", site("outbound"));
    expect(held.toSorted()).toEqual(["request", "response"]);
  });
});

describe("a text", () => {
  it("without an expression is done when it is compiled", () => {
    expect(compileText("plain { text }", "", site()).fixed).toBe("plain { text }");
  });

  it("knows where an expression ends", () => {
    const text = `<\${ {'}': '}'}['}'] }>\${ "}" }`;
    expect(compileText(text, "", site()).read(testExchange())).toBe("<}>}");
  });

  it("is refused when an expression does not end", () => {
    expect(() => compileText(`a \${ b`, "/x", site())).toThrow("does not end");
  });
});
