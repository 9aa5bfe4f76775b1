import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';
const JSON_TYPE = { "content-type": "application/json" };

describe("json-to-xml", () => {
  it.each<[what: string, json: unknown, xml: string, config?: object]>([
    ["a single member as the root", { a: 1 }, "<a>1</a>"],
    ["several members below a root", { a: 1, b: null }, "<root><a>1</a><b/></root>"],
    ["lists as elements of one name", { a: { b: [1, "x"] } }, "<a><b>1</b><b>x</b></a>"],
    ["a list alone", [1, 2], "<root><item>1</item><item>2</item></root>"],
    ["lists in lists", { a: { b: [[1]] } }, "<a><b><item>1</item></b></a>"],
    ["attributes and the text beside them", { a: { "@id": "1", "#text": "x" } }, '<a id="1">x</a>'],
    [
      "attributes in a block",
      { a: { "#attrs": { id: 1 }, b: true } },
      '<a id="1"><b>true</b></a>',
      { "attribute-block-name": "#attrs" },
    ],
    ["name spaces", { "s:E": { "xmlns:s": "urn:x", "s:B": 1 } }, '<s:E xmlns:s="urn:x"><s:B>1</s:B></s:E>'],
    ["another separator", { s_E: { "xmlns:s": "urn:x" } }, '<s:E xmlns:s="urn:x"/>', { "namespace-separator": "_" }],
    ["texts that look like XML", { a: '<b>&"\u0000' }, "<a>&lt;b&gt;&amp;&quot;</a>"],
    [
      "names that XML does not have",
      { a: { "1 b": 1, "x><y": 2 } },
      "<a><_x0031__x0020_b>1</_x0031__x0020_b><x_x003E__x003C_y>2</x_x003E__x003C_y></a>",
    ],
    ["attributes that are no names", { a: { '@xmlns"><b': 1 } }, '<a xmlns_x0022__x003E__x003C_b="1"/>'],
  ])("writes %s", (_, json, xml, config = {}) => {
    const exchange = testExchange({ headers: JSON_TYPE, body: JSON.stringify(json) });
    expect(compilePolicy("json-to-xml", config)(exchange)).toBeUndefined();
    expect(exchange.requestBody?.text).toBe(HEAD + xml);
    expect(exchange.request.get("content-type")).toBe("application/xml; charset=utf-8");
  });

  it("refuses what is no JSON, and what nests too deep", () => {
    const run = (body: string) => compilePolicy("json-to-xml", {})(testExchange({ headers: JSON_TYPE, body }));
    expect(run("{")).toMatchObject({ problem: "body-not-convertible", status: 400 });
    expect(run(`${'{"a":'.repeat(200)}1${"}".repeat(200)}`)).toMatchObject({ detail: "The body nests too deep." });
  });

  it("converts answers for those who like XML better, and others where it is told", () => {
    const convert = (accept: string | undefined, config: object) => {
      const response = { status: 200, headers: JSON_TYPE, body: '{"a":1}' };
      const exchange = testExchange({ headers: accept === undefined ? {} : { accept }, response });
      compilePolicy("json-to-xml", config, "outbound")(exchange);
      return exchange.responseBody?.text.includes("<a>1</a>");
    };
    expect(convert("text/xml", {})).toBe(true);
    expect(convert("application/json, application/xml;q=0.9", {})).toBe(false);
    expect(convert(undefined, {})).toBe(false);
    expect(convert(undefined, { "consider-accept-header": false })).toBe(true);
  });

  it("leaves bodies of another media type, unless told", () => {
    const convert = (config: object) => {
      const exchange = testExchange({ headers: { "content-type": "text/plain" }, body: '{"a":1}' });
      compilePolicy("json-to-xml", config)(exchange);
      return exchange.requestBody?.isChanged;
    };
    expect(convert({})).toBe(false);
    expect(convert({ apply: "always" })).toBe(true);
  });
});
