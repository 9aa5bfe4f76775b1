import { describe, expect, it } from "vitest";
import { mapAt, removeAt, setAt } from "./json-pointer.ts";

describe("changing a JSON value at a pointer", () => {
  const body = JSON.parse('{"a":{"b":[1,2]},"c~/d":3}');

  it.each([
    ["a new member", setAt(body, "/a/x", 1), { a: { b: [1, 2], x: 1 }, "c~/d": 3 }],
    ["objects on the way", setAt(body, "/n/e/w", 1), { ...body, n: { e: { w: 1 } } }],
    ["the end of an array", setAt(body, "/a/b/-", 3), { a: { b: [1, 2, 3] }, "c~/d": 3 }],
    ["an escaped name", setAt(body, "/c~0~1d", 4), { a: { b: [1, 2] }, "c~/d": 4 }],
    ["the whole", setAt(body, "", 1), 1],
    ["no place of an array", setAt(body, "/a/b/7", 3), body],
    ["a removed member", removeAt(body, "/a/b"), { a: {}, "c~/d": 3 }],
    ["a removed item", removeAt(body, "/a/b/0"), { a: { b: [2] }, "c~/d": 3 }],
    ["a member that is not there", removeAt(body, "/a/z"), body],
    ["a mapped member", mapAt(body, "/a/b", () => null), { a: { b: null }, "c~/d": 3 }],
    ["a member of a text", setAt("text", "/a", 1), { a: 1 }],
  ])("changes %s", (_, changed, expected) => {
    expect(changed).toEqual(expected);
    expect(body).toEqual({ a: { b: [1, 2] }, "c~/d": 3 });
  });

  it("reaches nothing that all objects share", () => {
    const changed = setAt(body, "/__proto__/polluted", true);
    expect(JSON.stringify(changed)).toContain('"__proto__":{"polluted":true}');
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    expect(removeAt(body, "/constructor/name")).toBe(body);
    expect(removeAt(JSON.parse('{"__proto__":{"a":1}}'), "/__proto__/a")).toEqual(JSON.parse('{"__proto__":{}}'));
  });
});
