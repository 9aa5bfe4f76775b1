import { expect, test } from "vitest";
import { z } from "zod";
import { schemaFaults, toPointer } from "./faults.ts";

const schema = z.strictObject({
  "a/b": z.int().optional(),
  list: z.array(z.strictObject({ name: z.string() })).optional(),
  either: z.union([z.literal("base"), z.strictObject({ calls: z.int() }), z.null()]).optional(),
});

test.each([
  ["a member's fault", { "a/b": "x" }, ["/a~1b"]],
  ["a fault within a list", { list: [{ name: "a" }, { name: 1 }] }, ["/list/1/name"]],
  ["each member that is not known", { list: [{ name: "a", b: 1, c: 2 }] }, ["/list/0/b", "/list/0/c"]],
  ["a fault in the union's branch that fits best", { either: { calls: "x" } }, ["/either/calls"]],
  ["an unknown member in that branch", { either: { calls: 1, more: 1 } }, ["/either/more"]],
  ["a union of which nothing fits", { either: 7 }, ["/either"]],
  ["the value itself", 7, [""]],
])("%s is found at its place", (_name, value, pointers) => {
  const result = schema.safeParse(value);
  expect(result.error && schemaFaults(result.error).map((fault) => fault.pointer)).toEqual(pointers);
});

test("tokens are escaped by RFC 6901", () => {
  expect(toPointer(["a/b", "m~n", 0, ""])).toBe("/a~1b/m~0n/0/");
});
