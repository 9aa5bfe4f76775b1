import { expect, test } from "vitest";
import { canonicalJson } from "./canonical.ts";

test.each([
  [
    "members are sorted by UTF-16 code units",
    { b: 1, a: 2, "\u20ac": 3, "\ud83d\ude00": 4, "\ufb33": 5 },
    '{"a":2,"b":1,"\u20ac":3,"\ud83d\ude00":4,"\ufb33":5}',
  ],
  ["numbers are written as ECMAScript writes them", [1e30, 4.5, 2e-3, 1e-27, -0], "[1e+30,4.5,0.002,1e-27,0]"],
  ["only what JSON must escape is escaped", "\u20ac$\u000f\nA'\"\\/", '"€$\\u000f\\nA\'\\"\\\\/"'],
  ["members without a value are left out", { a: undefined, b: null }, '{"b":null}'],
  ["nothing is between the tokens", { a: [1, { b: [] }] }, '{"a":[1,{"b":[]}]}'],
])("%s (RFC 8785)", (_name, value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, Symbol("a")])("%s cannot be written", (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});
