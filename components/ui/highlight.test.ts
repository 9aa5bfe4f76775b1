import { describe, expect, it } from "vitest";
import { type CodeLanguage, highlight } from "./highlight.ts";

const samples: [CodeLanguage, string, [string, string][]][] = [
  [
    "json",
    '{"id": "a\\"b", "total": -1.5e3, "isPaid": true}',
    [
      ["key", '"id"'],
      ["string", '"a\\"b"'],
      ["key", '"total"'],
      ["number", "-1.5e3"],
      ["key", '"isPaid"'],
      ["number", "true"],
    ],
  ],
  [
    "shell",
    'curl x -H "a: $KEY" \\\n -d \'{"n":\n1}\' # call',
    [
      ["string", '"a: $KEY"'],
      ["string", "'{\"n\":\n1}'"],
      ["comment", "# call"],
    ],
  ],
  [
    "javascript",
    "fetch(`/a`, { method: 'POST' }) // go",
    [
      ["string", "`/a`"],
      ["key", "method"],
      ["string", "'POST'"],
      ["comment", "// go"],
    ],
  ],
  [
    "python",
    'call({"n": 1}, on=True)',
    [
      ["key", '"n"'],
      ["number", "1"],
      ["number", "True"],
    ],
  ],
  [
    "yaml",
    "paths:\n  /a/{id}: 'x' # y",
    [
      ["key", "paths"],
      ["key", "  /a/{id}"],
      ["string", "'x'"],
      ["comment", "# y"],
    ],
  ],
];

describe("colours in code", () => {
  it.each(samples)("finds what matters in %s", (language, code, expected) => {
    const tokens = highlight(code, language);
    const coloured = tokens.filter(({ kind }) => kind !== "plain").map(({ kind, text }) => [kind, text]);
    expect(coloured).toEqual(expected);
  });

  it.each(samples)("neither loses nor adds a character in %s", (language, code) => {
    expect(
      highlight(code, language)
        .map(({ text }) => text)
        .join(""),
    ).toBe(code);
  });

  it("reads an unfinished string as plain text instead of looking for its end for ever", () => {
    const code = `"${"\\a".repeat(50_000)}`;
    expect(
      highlight(code, "json")
        .map(({ text }) => text)
        .join(""),
    ).toBe(code);
  });
});
