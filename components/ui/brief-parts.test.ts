import { expect, test } from "vitest";
import { briefParts } from "./brief-parts.ts";

test.each<[string, string, unknown]>([
  ["plain words", "Who orders.", [[{ kind: "text", text: "Who orders." }]]],
  ["paragraphs", "One\n\n\nTwo", [[{ kind: "text", text: "One" }], [{ kind: "text", text: "Two" }]]],
  [
    "code",
    "`a` b",
    [
      [
        { kind: "code", text: "a" },
        { kind: "text", text: " b" },
      ],
    ],
  ],
  ["bold", "**a**", [[{ kind: "strong", text: "a" }]]],
  ["a link", "[a](https://b.test)", [[{ kind: "link", text: "a", href: "https://b.test" }]]],
  ["a link that would be script", "[a](javascript:alert)", [[{ kind: "text", text: "a" }]]],
  [
    "simple HTML",
    "<p>A <code>b</code> &amp; c</p>",
    [
      [
        { kind: "text", text: "A " },
        { kind: "code", text: "b" },
        { kind: "text", text: " & c" },
      ],
    ],
  ],
  ["a script", "<script>x()</script>", [[{ kind: "text", text: "x()" }]]],
  ["a lone sign", "a < b", [[{ kind: "text", text: "a < b" }]]],
  [
    "a list",
    "One of:\n- a\n* b",
    [[{ kind: "text", text: "One of:" }], [{ kind: "text", text: "• a" }], [{ kind: "text", text: "• b" }]],
  ],
  ["nothing", " \n ", []],
])("%s", (_what, text, parts) => {
  expect(briefParts(text)).toEqual(parts);
});

test("a long hostile text takes no longer than a harmless one", () => {
  const hostile = `${"[".repeat(50_000)}${"<a href=".repeat(5_000)}${"**".repeat(20_000)}`;
  expect(briefParts(hostile).length).toBe(1);
});
