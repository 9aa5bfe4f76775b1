import { expect, test } from "vitest";
import { withExcerpts } from "./excerpt.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const at = (line: number | null, column = 1) => ({ line, column });

test("a finding carries two lines around its own", () => {
  const source = bytes("one\r\ntwo\n  three\nfour\nfive\nsix");
  expect(withExcerpts([at(3), at(1), at(6)], source).map((finding) => finding.excerpt)).toEqual([
    { from: 1, lines: ["one", "two", "  three", "four", "five"] },
    { from: 1, lines: ["one", "two", "  three"] },
    { from: 4, lines: ["four", "five", "six"] },
  ]);
});

test("a long line is cut around the column", () => {
  const [found] = withExcerpts([at(1, 5_000)], bytes(`${"a".repeat(4_999)}X${"b".repeat(5_000)}`));
  const [line = ""] = found?.excerpt?.lines ?? [];
  expect(line.length).toBeLessThan(200);
  expect(line).toContain("aXb");
});

test("what a column cannot hold is taken out", () => {
  const [found] = withExcerpts([at(1)], bytes("a\u0000b"));
  expect(found?.excerpt?.lines).toEqual(["ab"]);
});

test.each([
  ["a place without a line", [at(null)], bytes("text")],
  ["a line beyond the end", [at(9)], bytes("text")],
  ["a source that never came", [at(1)], undefined],
])("%s has no excerpt", (_what, findings, source) => {
  expect(withExcerpts(findings, source)).toEqual(findings);
});
