import { describe, expect, it } from "vitest";
import { linearPattern } from "./pattern.ts";

describe("a linear pattern", () => {
  it.each<[pattern: string, texts: string[]]>([
    ["^\\p{Letter}+$", ["áb", "a1", ""]],
    ["^\\p{Lu}\\P{Lu}*$", ["Ab", "ab"]],
    ["\\p{Script=Greek}", ["xα", "a"]],
    ["^\\p{Emoji}$", ["😀", "a"]],
    ["f.*o", ["foo", "f\no", "f\u2028o", "xfaao"]],
    ["^.$", ["😀", "\r"]],
    ["^\\S+\\s\\S+$", ["a\u00a0b", "a\ufeffb", "ab"]],
    ["^[^\\d\\s]+[\\D]$", ["ab", "a1", "a\u3000"]],
    ["^[\\w\\-\\.]+@[^@]+$", ["a-b@c", "a b@c"]],
    ["a|^b$|(?:c|d){2}", ["xa", "xb", "b", "cd"]],
    ["^(?=.*[A-Z])(?!.*x)(?=.*\\d).{8,}$", ["Abcdefg1", "abcdefg1", "Abcdefg1x"]],
    ["^([a-z]{1,3000}-)+$", ["abc-", "abc"]],
    ["^[\\s\\S]{1,8192}$", ["a\nb", "", "x".repeat(9_000)]],
    ["\\bfoo\\B", ["a food", "foo"]],
    ["[^]", ["\n", ""]],
    ["^\\/v\\d\\u{1F600}$", ["/v1😀", "/v1"]],
    ["^(a*)*(b|a)$", ["aaab", "aaac"]],
    ["", ["", "a"]],
  ])("%s says what ECMA-262 says", (pattern, texts) => {
    const linear = linearPattern(pattern);
    const own = regExp(pattern);
    expect(texts.map((text) => linear.test(text))).toEqual(texts.map((text) => own.test(text)));
    expect(String(linear)).toBe(pattern);
  });

  it.each(["(a)\\1", "a(?=b)", "^(?<=x)a", "(?:(?=a))+", "[a", "^a{20000}b*c*$"])("%s is refused", (pattern) => {
    expect(() => linearPattern(pattern)).toThrow(SyntaxError);
  });

  it.each(["^(a+)+$", "^(a|a)*$", "^(a*)*b$", "(x+x+)+y", "^(?=(a+)+$).*$"])(
    "%s takes no longer for a text that is made for it",
    (pattern) => {
      expect(linearPattern(pattern).test(`${"a".repeat(20_000)}!`)).toBe(false);
      expect(linearPattern(pattern).test(`${"x".repeat(20_000)}!`)).toBe(false);
    },
  );
});

function regExp(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}
