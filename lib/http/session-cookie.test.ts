import { expect, test } from "vitest";
import { parseCookies } from "./session-cookie.ts";

test.each([
  ["a=1; b=2", { a: "1", b: "2" }],
  ["a=1; a=2", { a: "1" }],
  ['a="quoted"', { a: "quoted" }],
  ["a=%7Cb%3D", { a: "|b=" }],
  ["a=100%", { a: "100%" }],
  ["a=%ff", { a: "%ff" }],
  ["a=b=c", { a: "b=c" }],
  ["=x; y; z=", { z: "" }],
  ["__proto__=1; toString=2", { toString: "2" }],
  ["", {}],
])("%j", (header, cookies) => {
  expect(Object.entries(parseCookies(header))).toEqual(Object.entries(cookies));
});
