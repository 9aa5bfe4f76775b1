import { describe, expect, it } from "vitest";
import { compilePolicy, testExchange } from "./testing.ts";

const XML_TYPE = { "content-type": "application/xml" };
const ORDER =
  '<o:order xmlns:o="urn:o" id="7"><item>pot</item><item>pan</item><note/> <b><![CDATA[<x>]]></b></o:order>';

describe("xml-to-json", () => {
  it.each<[config: object, json: unknown]>([
    [{}, { order: { id: "7", item: ["pot", "pan"], note: "", b: "<x>" } }],
    [
      { kind: "direct" },
      { "o:order": { "@xmlns:o": "urn:o", "@id": "7", item: ["pot", "pan"], note: null, b: "<x>" } },
    ],
    [{ "always-array-child-elements": true }, { order: { id: "7", item: ["pot", "pan"], note: [""], b: ["<x>"] } }],
  ])("reads elements with %j", (config, json) => {
    const exchange = testExchange({ headers: XML_TYPE, body: ORDER });
    expect(compilePolicy("xml-to-json", config)(exchange)).toBeUndefined();
    expect(JSON.parse(exchange.requestBody?.text ?? "")).toEqual(json);
    expect(exchange.request.get("content-type")).toBe("application/json; charset=utf-8");
  });

  it("resolves the five entities and characters by number, and keeps a name that objects inherit", () => {
    const exchange = testExchange({ headers: XML_TYPE, body: "<a><__proto__>&lt;&amp;&#65;&#x42;</__proto__></a>" });
    compilePolicy("xml-to-json", {})(exchange);
    expect(exchange.requestBody?.text).toBe('{"a":{"__proto__":"<&AB"}}');
  });

  it.each<[what: string, xml: string]>([
    ["a document type", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ["a document type without anything", "<!DOCTYPE a><a/>"],
    ["an external entity", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ["an entity that nobody declared", "<a>&nbsp;</a>"],
    ["elements that do not match", "<a><b></a></b>"],
    ["an attribute twice", '<a b="1" b="2"/>'],
    ["a second root", "<a/><b/>"],
    ["a prefix that nobody declared", "<x:a/>"],
    ["a character that XML does not have", "<a>\u0001</a>"],
    ["another encoding", '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
    ["nothing", " "],
    ["a thousand levels", "<a>".repeat(1_000) + "</a>".repeat(1_000)],
  ])("refuses %s", (_, body) => {
    const refused = { problem: "body-not-convertible", status: 400 };
    expect(compilePolicy("xml-to-json", {})(testExchange({ headers: XML_TYPE, body }))).toMatchObject(refused);
  });

  it("blames the backend for an answer that is no XML", () => {
    const response = { status: 200, headers: XML_TYPE, body: "{}" };
    const exchange = testExchange({ headers: { accept: "application/json" }, response });
    expect(compilePolicy("xml-to-json", {}, "outbound")(exchange)).toMatchObject({ status: 502 });
  });
});
