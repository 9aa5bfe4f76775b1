import { expect, test } from "vitest";
import { parse } from "yaml";
import { toYaml } from "./yaml.ts";

test.each([
  {},
  { openapi: "3.1.0", paths: { "/a/{b}": { get: { tags: ["x", "y: z"], deprecated: true, "x-n": null } } } },
  { no: "no", "": "", "#": "# x", " a ": "\n", list: [[], {}, [1, [2, "3"]], { a: { b: 1.5 } }] },
  { hostile: "a: b\n- c\u0000\u2028\"'`\\", "key: with\nlines": 1 },
])("%j reads back the same", (value) => {
  expect(parse(toYaml(value))).toEqual(value);
});
