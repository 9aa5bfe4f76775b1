import { isNamed } from "../exchange/header-list.ts";

/** The request headers that an answer was chosen by, in lower case; undefined where nobody can tell (`*`; RFC 9111, 4.1). */
export function varyNames(lines: readonly string[]): readonly string[] | undefined {
  const value = joinedHeader(lines, "vary");
  if (value === undefined) return NONE;
  const names = value
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  return names.includes("*") ? undefined : [...new Set(names)].toSorted();
}

/** What a request says under a name: its lines joined by commas, without white space that says nothing. */
export function varyValue(lines: readonly string[], name: string): string {
  const value = joinedHeader(lines, name);
  if (value === undefined) return ABSENT;
  return /\s/.test(value)
    ? value
        .trim()
        .replace(/\s*,\s*/g, ",")
        .replace(/\s+/g, " ")
    : value;
}

const NONE: readonly string[] = [];
/** No header value has it: a request without the header is not one with an empty value. */
const ABSENT = "\n";

/** All lines of a name, joined by commas. */
export function joinedHeader(lines: readonly string[], name: string): string | undefined {
  let value: string | undefined;
  for (let i = 0; i < lines.length; i += 2) {
    if (!isNamed(lines[i] ?? "", name)) continue;
    value = value === undefined ? (lines[i + 1] ?? "") : `${value},${lines[i + 1] ?? ""}`;
  }
  return value;
}
