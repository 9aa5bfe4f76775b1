import { expect, it } from "vitest";
import { parseDictionary } from "./structured-dictionary.ts";

it.each([
  ["", {}],
  ["max-age=60", { "max-age": "60" }],
  ["  max-age=60 ,\tno-cache  ", { "max-age": "60", "no-cache": true }],
  ["max-age=60;a;b=2, no-store=?1, private=?0", { "max-age": "60", "no-store": true }],
  ['private="a, b"', { private: "a, b" }],
  ["max-age=1, max-age=60", { "max-age": "60" }],
  ["max-age=60, max-age=1.5", {}],
  ['x=token/1, y=:aGk=:, z=(a "b" 1;c=2 ), d=@1659578233, e=%"f%c3%bc"', { x: "token/1" }],
])("reads %j", (value, members) => {
  expect(Object.fromEntries(parseDictionary(value) ?? [["broken", true]])).toEqual(members);
});

it.each([
  "max-age=60,",
  "Max-Age=60",
  "max-age=",
  "max-age =60",
  "max-age= 60",
  "max-age=60 no-store",
  "max-age=1234567890123456",
  'a="unclosed',
  'a="b\\c"',
  "a=(b",
  "a=(b,c)",
  "a=?2",
  "a=1;=2",
  "a=1.2345",
  ", a",
])("ignores %j whole", (value) => {
  expect(parseDictionary(value)).toBeUndefined();
});
