import { describe, expect, test } from "vitest";
import { findCycle, fragmentsOver, inlineFragments } from "./fragments.ts";

const header = (name: string) => ({ "set-header": { name, value: "1" } });
const include = (fragment: string) => ({ "include-fragment": { fragment } });
const fragments = new Map([
  ["outer", [header("a"), include("inner")]],
  ["inner", [header("b"), header("c")]],
  ["loop", [include("back")]],
  ["back", [{ choose: [{ otherwise: [include("loop")] }] }]],
]);

describe("fragments", () => {
  test("stand in the place of their names, in each other and in branches", () => {
    const document = {
      inbound: ["base" as const, include("outer"), header("d")],
      outbound: [{ id: "which", choose: [{ when: "true", do: [include("inner")] }, { otherwise: [header("e")] }] }],
    };
    expect(inlineFragments(document, fragments)).toEqual({
      inbound: ["base", header("a"), header("b"), header("c"), header("d")],
      outbound: [
        { id: "which", choose: [{ when: "true", do: [header("b"), header("c")] }, { otherwise: [header("e")] }] },
      ],
    });
  });

  test("leave a document without them as it is", () => {
    const document = { inbound: [header("a")] };
    expect(inlineFragments(document, new Map())).toBe(document);
  });

  test.each([
    ["missing", "There is no fragment missing."],
    ["loop", "loop → back → loop"],
  ])("cannot be built when they are %s", (name, message) => {
    expect(() => inlineFragments({ inbound: [include(name)] }, fragments)).toThrow(message);
  });

  test("tell the way that leads back to themselves", () => {
    expect(findCycle("loop", fragments)).toEqual(["loop", "back", "loop"]);
    expect(findCycle("outer", fragments)).toBeUndefined();
  });

  test("tell who names them, also through others", () => {
    expect(fragmentsOver("inner", fragments)).toEqual(["outer"]);
    expect(fragmentsOver("loop", fragments).toSorted()).toEqual(["back", "loop"]);
  });
});
