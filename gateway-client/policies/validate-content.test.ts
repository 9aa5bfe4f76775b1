import { describe, expect, it } from "vitest";
import { describedOperation } from "./description/testing.ts";
import { compilePolicy, testExchange } from "./testing.ts";

const description = describedOperation(
  {
    requestBody: {
      required: true,
      content: [
        { mediaType: "application/json", schema: "Order" },
        { mediaType: "application/*+json", schema: "Any" },
        { mediaType: "application/xml", schema: "Order" },
      ],
    },
    responses: { "200": { headers: [], content: [{ mediaType: "application/json", schema: "Order" }] } },
  },
  {
    Any: true,
    Order: {
      type: "object",
      required: ["item"],
      properties: { item: { type: "string", pattern: "^[a-z]+$" }, quantity: { type: "integer" } },
      additionalProperties: false,
    },
    Named: { const: "named" },
  },
);
const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const GOOD = '{"item":"pot","quantity":2}';
const BAD = '{"item":"Pot","quantity":"2","colour":1}';

describe("validate-content", () => {
  it("lets a body pass that is as described", () => {
    expect(judged(GOOD)).toBeUndefined();
  });

  it("tells every fault with a pointer into the body", () => {
    expect(judged(BAD)).toEqual({
      problem: "content-not-valid",
      detail: "/colour is not allowed here.",
      extensions: {
        errors: [
          { pointer: "/colour", detail: "is not allowed here" },
          { pointer: "/item", detail: 'must match pattern "^[a-z]+$"' },
          { pointer: "/quantity", detail: "must be integer" },
        ],
      },
    });
  });

  it.each<[what: string, body: string, headers: Record<string, string>, detail: string]>([
    ["is not JSON", "{", JSON_TYPE, "The body is not JSON."],

    ["is missing", "", JSON_TYPE, "A body is required."],
    ["has no media type", GOOD, {}, "The body has no media type."],
    [
      "has another media type",
      GOOD,
      { "content-type": "text/plain" },
      "The media type text/plain is not described here.",
    ],
    [
      "has a document type",
      "<!DOCTYPE a><a/>",
      { "content-type": "application/xml" },
      "The body is not XML: it has a document type declaration, which is not taken.",
    ],
  ])("refuses a body that %s", (_, body, headers, detail) => {
    expect(judged(body, {}, headers)).toMatchObject({ problem: "content-not-valid", detail });
  });

  it("goes by the closest range that is described", () => {
    expect(judged("17", {}, { "content-type": "application/merge-patch+json" })).toBeUndefined();
  });

  it("leaves what it detects in the variable, and nothing of what it ignores", () => {
    const run = (config: unknown) => {
      const exchange = testExchange({ description, body: BAD, headers: JSON_TYPE });
      expect(compilePolicy("validate-content", config)(exchange)).toBeUndefined();
      return exchange.variables;
    };
    expect(run({ action: "detect", "errors-variable-name": "found" }).get("found")).toHaveLength(3);
    expect(run("detect").get("validation_errors")).toHaveLength(3);
    expect(run("ignore").size).toBe(0);
    expect(run({ content: [{ type: "application/json", action: "ignore" }] }).size).toBe(0);
  });

  it("looks into bodies up to the size, in text or bytes", () => {
    expect(judged(GOOD, { "max-size": "8B" })).toMatchObject({ problem: "body-too-large" });
    expect(judged(GOOD, { "max-size": 8, "size-exceeded-action": "ignore" })).toBeUndefined();
    expect(() => compilePolicy("validate-content", { "max-size": "5MiB" })).toThrow("4MiB");
  });

  it("takes another schema or another media type where it is told", () => {
    const named = { content: [{ type: "application/json", "schema-ref": "#/components/schemas/Named" }] };
    expect(judged('"named"', named)).toBeUndefined();
    expect(judged(GOOD, named)).toMatchObject({ detail: 'The value must be "named".' });
    const mapped = { "content-type-map": { "missing-content-type-value": "application/json" } };
    expect(judged(GOOD, mapped, {})).toBeUndefined();
    expect(
      judged(
        BAD,
        { "content-type-map": { types: [{ from: "text/json", to: "application/json" }] } },
        { "content-type": "text/json" },
      ),
    ).toMatchObject({ problem: "content-not-valid" });
  });

  it("holds answers back with 502, of the statuses that are described", () => {
    const run = compilePolicy("validate-content", {}, "outbound");
    const answer = (status: number) =>
      run(testExchange({ description, response: { status, headers: JSON_TYPE, body: BAD } }));
    expect(answer(200)).toMatchObject({ problem: "answer-not-valid" });
    expect(answer(404)).toBeUndefined();
  });

  it("takes no time for a pattern or a list that would need much of it", () => {
    const hostile = describedOperation(
      { requestBody: { required: true, content: [{ mediaType: "application/json", schema: "Hostile" }] } },
      {
        Hostile: {
          anyOf: [
            { type: "string", pattern: "^(a+)+$" },
            { type: "array", uniqueItems: true },
          ],
        },
      },
    );
    const run = (body: string) =>
      compilePolicy("validate-content", {})(testExchange({ description: hostile, body, headers: JSON_TYPE }));
    expect(run(JSON.stringify(`${"a".repeat(50_000)}!`))).toMatchObject({ problem: "content-not-valid" });
    expect(run("[1e400, 1e400]")).toMatchObject({ problem: "content-not-valid" });
    expect(run(JSON.stringify(Array.from({ length: 50_000 }, (_, index) => ({ index }))))).toBeUndefined();
  });

  it("refuses a value that nests deeper than the stack", () => {
    const nested = describedOperation(
      { requestBody: { required: true, content: [{ mediaType: "application/json", schema: "Tree" }] } },
      { Tree: { type: "array", items: { $ref: "gatehouse:schemas#/$defs/Tree" } } },
    );
    const body = "[".repeat(200_000) + "]".repeat(200_000);
    expect(
      compilePolicy("validate-content", {})(testExchange({ description: nested, body, headers: JSON_TYPE })),
    ).toMatchObject({ problem: "content-not-valid", detail: "The value nests too deep." });
  });
});

function judged(body: string, config: unknown = {}, headers: Record<string, string> = JSON_TYPE) {
  return compilePolicy("validate-content", config)(testExchange({ description, body, headers }));
}
