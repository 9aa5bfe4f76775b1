import { describe, expect, it } from "vitest";
import { z } from "zod";
import { errorsByPointer, placeErrors, pointerOf, valueAt, withValueAt } from "./form-values.ts";

const values = { name: "Orders", limits: [{ calls: 100 }, { calls: 5 }], "a/b": { "c~d": 1 } };

describe("values of a form", () => {
  it.each([
    ["name", "Orders"],
    ["/limits/1/calls", 5],
    ["/a~1b/c~0d", 1],
    ["/limits/7/calls", undefined],
    ["/name/first", undefined],
  ])("finds %s", (name, expected) => {
    expect(valueAt(values, pointerOf(name))).toBe(expected);
  });

  it("changes one member and leaves the rest as they were", () => {
    const changed = withValueAt(values, "/limits/1/calls", 9);

    expect(changed).toEqual({ ...values, limits: [{ calls: 100 }, { calls: 9 }] });
    expect(valueAt(changed, "/limits/0")).toBe(values.limits[0]);
    expect(values.limits[1]?.calls).toBe(5);
  });

  it("makes the objects on the way to a member that is not there yet", () => {
    expect(withValueAt({}, "/owner/email", "ada@example.com")).toEqual({ owner: { email: "ada@example.com" } });
  });
});

describe("what is wrong with the values", () => {
  const schema = z.object({
    name: z.string().min(1).max(5),
    email: z.email(),
    slug: z.string().regex(/^[a-z]+$/, "Small letters only."),
    path: z.string().regex(/^\//, "is not a path"),
    key: z.string().regex(/^[a-z]*$/, "small letters alone"),
    calls: z.number().min(2),
    plan: z.enum(["free", "pro"]),
    tags: z.array(z.string().max(2)).min(1),
  });

  it.each([
    [{ name: "" }, "/name", "Fill this in."],
    [{ name: "too long" }, "/name", "At most 5 characters."],
    [{}, "/name", "Fill this in."],
    [{ email: "" }, "/email", "Fill this in."],
    [{ email: "ada" }, "/email", "Write an e-mail address, such as ada@example.com."],
    [{ slug: "A" }, "/slug", "Small letters only."],
    [{ path: "a" }, "/path", "This is not a path."],
    [{ path: "" }, "/path", "Fill this in."],
    [{ key: "A" }, "/key", "Small letters alone."],
    [{ calls: 1 }, "/calls", "2 or more."],
    [{ plan: "gold" }, "/plan", "Choose one of the values."],
    [{ tags: [] }, "/tags", "Choose at least 1."],
    [{ tags: ["abc"] }, "/tags/0", "At most 2 characters."],
  ])("tells of %j at %s in words", (input, pointer, words) => {
    expect(errorsByPointer(schema, input).get(pointer)).toBe(words);
  });

  it("tells nothing of values that are right", () => {
    const right = {
      name: "a",
      email: "ada@example.com",
      slug: "a",
      path: "/",
      key: "",
      calls: 2,
      plan: "free",
      tags: ["a"],
    };
    expect(errorsByPointer(schema, right).size).toBe(0);
  });
});

describe("a refusal by the server", () => {
  const fields = new Set(["/name"]);
  const refusal = { code: "invalid-input", title: "The input is not valid" };
  const atName = { pointer: "/name", detail: "Another API has this name." };
  const elsewhere = { pointer: "/backend/url", detail: "This address may not be fetched." };

  it("stands at its field and nowhere else", () => {
    const { placed, rest } = placeErrors({ ...refusal, errors: [atName] }, fields);
    expect(placed.get("/name")).toBe(atName.detail);
    expect(rest).toBeUndefined();
  });

  it("is told above the form where no field stands for it", () => {
    const { placed, rest } = placeErrors({ ...refusal, errors: [atName, elsewhere] }, fields);
    expect(placed.size).toBe(1);
    expect(rest?.errors).toEqual([elsewhere]);
  });

  it("is told above the form when it is about the whole", () => {
    expect(placeErrors(refusal, fields).rest?.title).toBe(refusal.title);
  });
});
