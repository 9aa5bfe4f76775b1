import type { ParameterDescription } from "@gatehouse/contract/description.ts";
import { describe, expect, it } from "vitest";
import { describedOperation } from "./description/testing.ts";
import { compilePolicy, type TestRequest, testExchange } from "./testing.ts";

const integers = { type: "array", items: { type: "integer" } };
const point = {
  type: "object",
  properties: { x: { type: "integer" }, y: { type: "integer" } },
  additionalProperties: false,
};
const filter = {
  type: "object",
  properties: { owner: { type: "object", properties: { id: { type: "integer" } } }, tags: integers },
};
const schemas = {
  integer: { type: "integer", maximum: 100 },
  integers,
  point,
  filter,
  flag: { type: "boolean" },
  text: { type: "string", minLength: 2 },
};

/** A parameter `p` in a style, what is sent, and what is wrong with it. */
const written: [what: string, parameter: Partial<ParameterDescription>, request: TestRequest, faults: string[]][] = [
  ["a number", { schema: "integer" }, { query: "p=42" }, []],
  ["no number", { schema: "integer" }, { query: "p=x" }, ["/query/p must be integer"]],
  ["a number that is too large", { schema: "integer" }, { query: "p=101" }, ["/query/p must be <= 100"]],
  ["a number twice", { schema: "integer" }, { query: "p=1&p=200" }, ["/query/p stands more than once"]],
  ["nothing where it may be left out", { schema: "integer" }, { query: "q=1" }, []],
  ["nothing where it is required", { schema: "integer", required: true }, { query: "" }, ["/query/p is required"]],
  ["an empty value that is allowed", { schema: "integer", allowEmptyValue: true }, { query: "p=" }, []],
  ["a text with escapes", { schema: "text" }, { query: "p=%C3%A9+" }, []],
  ["a flag", { schema: "flag" }, { query: "p=true" }, []],
  ["a list by repeated names", { schema: "integers" }, { query: "p=1&p=2&p=x" }, ["/query/p/2 must be integer"]],
  ["a list by commas", { schema: "integers", explode: false }, { query: "p=1,x" }, ["/query/p/1 must be integer"]],
  [
    "a list by spaces",
    { schema: "integers", style: "spaceDelimited", explode: false },
    { query: "p=1%20x" },
    ["/query/p/1 must be integer"],
  ],
  [
    "a list by pipes",
    { schema: "integers", style: "pipeDelimited", explode: false },
    { query: "p=1|x" },
    ["/query/p/1 must be integer"],
  ],
  ["an object by its members", { schema: "point" }, { query: "x=1&y=z" }, ["/query/p/y must be integer"]],
  [
    "an object in one value",
    { schema: "point", explode: false },
    { query: "p=x,1,z,2" },
    ["/query/p/z is not allowed here"],
  ],
  [
    "a deep object",
    { schema: "filter", style: "deepObject" },
    { query: "p[owner][id]=a&p%5Btags%5D=1" },
    ["/query/p/owner/id must be integer"],
  ],
  [
    "JSON",
    { schema: "point", mediaType: "application/json" },
    { query: 'p={"x":"1"}' },
    ["/query/p/x must be integer"],
  ],
  ["what is no JSON", { schema: "point", mediaType: "application/json" }, { query: "p={" }, ["/query/p is not JSON"]],
  [
    "a path segment",
    { in: "path", schema: "integers", style: "simple", explode: false },
    { parameters: { p: "1,2,x" } },
    ["/path/p/2 must be integer"],
  ],
  [
    "a path segment with a label",
    { in: "path", schema: "integers", style: "label" },
    { parameters: { p: ".1.x" } },
    ["/path/p/1 must be integer"],
  ],
  [
    "a path segment as a matrix",
    { in: "path", schema: "integers", style: "matrix" },
    { parameters: { p: ";p=1;p=x" } },
    ["/path/p/1 must be integer"],
  ],
  [
    "an object in a path segment",
    { in: "path", schema: "point", style: "simple" },
    { parameters: { p: "x=1,y=a" } },
    ["/path/p/y must be integer"],
  ],
  ["an encoded comma", { in: "path", schema: "text", style: "simple" }, { parameters: { p: "a%2Cb" } }, []],
  [
    "a header",
    { in: "header", schema: "integers", style: "simple", explode: false },
    { headers: { p: "1, x" } },
    ["/header/p/1 must be integer"],
  ],
  ["a cookie", { in: "cookie", schema: "integer" }, { headers: { cookie: "a=1; p=x" } }, ["/cookie/p must be integer"]],
];

describe("validate-parameters", () => {
  it.each(written)("reads %s", (_, parameter, request, faults) => {
    expect(errorsOf({}, parameter, request)).toEqual(faults);
  });

  it("says nothing of what is not described, unless told", () => {
    const config = { "unspecified-parameter-action": "prevent", headers: { "unspecified-parameter-action": "detect" } };
    const request = {
      query: "p=1&limit=2",
      headers: { "x-other": "1", accept: "*/*", "x-api-key": "k", cookie: "s=1" },
    };
    expect(errorsOf({}, { schema: "integer" }, request)).toEqual([]);
    expect(errorsOf(config, { schema: "integer" }, request)).toEqual([
      "/query/limit is not described here",
      "/header/x-other is not described here",
      "/cookie/s is not described here",
    ]);
  });

  it("treats single parameters as it is told", () => {
    const named = (action: string) => ({ query: { parameters: [{ name: "p", action }] } });
    expect(errorsOf(named("ignore"), { schema: "integer" }, { query: "p=x" })).toEqual([]);
    const exchange = exchangeOf({ schema: "integer" }, { query: "p=x" });
    expect(compilePolicy("validate-parameters", named("detect"))(exchange)).toBeUndefined();
    expect(exchange.variables.get("validation_errors")).toEqual([{ pointer: "/query/p", detail: "must be integer" }]);
  });
});

function errorsOf(config: unknown, parameter: Partial<ParameterDescription>, request: TestRequest): string[] {
  const outcome = compilePolicy("validate-parameters", config)(exchangeOf(parameter, request));
  if (outcome === undefined) return [];
  if (!("problem" in outcome)) throw new TypeError("it refuses or says nothing");
  expect(outcome.problem).toBe("parameters-not-valid");
  const errors = Object(outcome.extensions?.errors);
  return errors.map(({ pointer, detail }: Record<string, string>) => `${pointer} ${detail}`);
}

function exchangeOf(parameter: Partial<ParameterDescription>, request: TestRequest) {
  const usual = {
    name: "p",
    in: "query",
    required: false,
    allowEmptyValue: false,
    style: "form",
    explode: true,
  } as const;
  return testExchange({
    ...request,
    description: describedOperation({ parameters: [{ ...usual, ...parameter }] }, schemas),
  });
}
