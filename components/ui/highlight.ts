export interface CodeToken {
  text: string;
  kind: "plain" | "string" | "key" | "number" | "comment";
}

export type CodeLanguage = "json" | "shell" | "javascript" | "python" | "yaml" | "text";

/**
 * Colours strings, keys, numbers and comments, which is what makes samples and answers readable. One expression that only
 * goes forward: 100 kB take milliseconds, and nothing in the text can become markup.
 */
export function highlight(code: string, language: CodeLanguage): CodeToken[] {
  if (language === "text") return [{ text: code, kind: "plain" }];
  const tokens: CodeToken[] = [];
  let end = 0;
  for (const match of code.matchAll(patterns[language])) {
    if (match.index > end) tokens.push({ text: code.slice(end, match.index), kind: "plain" });
    end = match.index + match[0].length;
    tokens.push({ text: match[0], kind: kindOf(match.groups) });
  }
  if (end < code.length) tokens.push({ text: code.slice(end), kind: "plain" });
  return tokens;
}

const doubleQuoted = String.raw`"(?:[^"\\\n]|\\.)*"`;
const singleQuoted = String.raw`'(?:[^'\\\n]|\\.)*'`;
const number = String.raw`(?<number>(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\b(?:true|false|null|None|True|False)\b)`;

const patterns: Record<Exclude<CodeLanguage, "text">, RegExp> = {
  json: new RegExp(String.raw`(?<key>${doubleQuoted}(?=\s*:))|(?<string>${doubleQuoted})|${number}`, "g"),
  // In a shell, single quotes hold bodies of many lines.
  shell: new RegExp(String.raw`(?<comment>(?<=^|\s)#.*)|(?<string>${doubleQuoted}|'[^']*')`, "gm"),
  javascript: new RegExp(
    String.raw`(?<comment>//.*)|(?<string>${doubleQuoted}|${singleQuoted}|${"`"}[^${"`"}]*${"`"})|(?<key>\b[\w$]+(?=:\s))|${number}`,
    "g",
  ),
  python: new RegExp(
    String.raw`(?<comment>#.*)|(?<key>${doubleQuoted}(?=\s*:))|(?<string>${doubleQuoted}|${singleQuoted})|${number}`,
    "g",
  ),
  yaml: new RegExp(
    String.raw`(?<comment>(?<=^|\s)#.*)|(?<key>^[ \t]*(?:- )?[\w./{}$-]+(?=:(?:\s|$)))|(?<string>${doubleQuoted}|${singleQuoted})|${number}`,
    "gm",
  ),
};

function kindOf(groups: Record<string, string | undefined> | undefined): CodeToken["kind"] {
  if (groups?.comment !== undefined) return "comment";
  if (groups?.key !== undefined) return "key";
  if (groups?.string !== undefined) return "string";
  return "number";
}
