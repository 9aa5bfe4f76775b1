import type { AST } from "@eslint-community/regexpp";

/** Says what of a pattern cannot be matched in linear time. */
export class UnsupportedPattern extends SyntaxError {
  constructor(what: string) {
    super(`The pattern cannot be matched in linear time: ${what}.`);
    this.name = "UnsupportedPattern";
  }
}

/** RE2 repeats no more often at once; longer repetitions are written one after the other. */
const REPEATS_MAX = 1000;
const REPEATS_IN_ALL_MAX = 10_000;
const LAST_CODE_POINT = 0x10ffff;

type Range = readonly [from: number, to: number];

/**
 * A sequence of a parsed ECMA-262 pattern in the syntax of RE2, with the meaning that it has there: `.` ends at four characters,
 * `\s` is Unicode's, `$` the end of the text.
 *
 * @throws UnsupportedPattern for back-references and for look-around
 */
export function re2Source(elements: readonly AST.Element[]): string {
  return elements.map(elementSource).join("");
}

function elementSource(element: AST.Element): string {
  if (element.type === "Character") return codePoint(element.value);
  if (element.type === "CharacterSet") return `[${setSource(element)}]`;
  if (element.type === "CharacterClass") return classSource(element);
  if (element.type === "Group" || element.type === "CapturingGroup") return groupSource(element.alternatives);
  if (element.type === "Quantifier") return quantifierSource(element);
  if (element.type === "Assertion") return assertionSource(element);
  throw new UnsupportedPattern("it refers back to a group");
}

function groupSource(alternatives: readonly AST.Alternative[]): string {
  return `(?:${alternatives.map(({ elements }) => re2Source(elements)).join("|")})`;
}

function assertionSource(element: AST.Assertion): string {
  if (element.kind === "start") return "\\A";
  if (element.kind === "end") return "\\z";
  if (element.kind === "word") return element.negate ? "\\B" : "\\b";
  throw new UnsupportedPattern("it looks around at another place than its beginning");
}

function quantifierSource({ element, min, max }: AST.Quantifier): string {
  const inner = `(?:${elementSource(element)})`;
  const most = Number.isFinite(max) ? max : min;
  if (most > REPEATS_IN_ALL_MAX) throw new UnsupportedPattern(`it repeats something ${most} times`);
  const certain = repeated(inner, min, (count) => `{${count}}`);
  if (max === Number.POSITIVE_INFINITY) return `${certain}${inner}*`;
  return certain + repeated(inner, max - min, (count) => `{0,${count}}`);
}

function repeated(inner: string, times: number, write: (count: number) => string): string {
  const whole = `${inner}${write(REPEATS_MAX)}`.repeat(Math.floor(times / REPEATS_MAX));
  const rest = times % REPEATS_MAX;
  return rest === 0 ? whole : `${whole}${inner}${write(rest)}`;
}

function classSource({ elements, negate }: AST.CharacterClass): string {
  const inner = elements.map(memberSource).join("");
  if (inner === "") return negate ? anything : `[^${anything.slice(1)}`;
  return `[${negate ? "^" : ""}${inner}]`;
}

function memberSource(member: AST.CharacterClass["elements"][number]): string {
  if (member.type === "Character") return codePoint(member.value);
  if (member.type === "CharacterClassRange") return `${codePoint(member.min.value)}-${codePoint(member.max.value)}`;
  if (member.type === "CharacterSet") return setSource(member);
  throw new UnsupportedPattern("it uses sets of characters in sets");
}

/** What stands between the brackets. */
function setSource(set: AST.CharacterSet): string {
  if (set.kind === "property") return propertySource(set);
  const ranges = fixedRanges[set.kind];
  const isNegated = set.kind !== "any" && set.negate;
  return rangesSource(isNegated ? complement(ranges) : ranges);
}

const anything = `[${codePoint(0)}-${codePoint(LAST_CODE_POINT)}]`;

const fixedRanges: Record<"any" | "digit" | "word" | "space", readonly Range[]> = {
  any: complement([
    [0xa, 0xa],
    [0xd, 0xd],
    [0x2028, 0x2029],
  ]),
  digit: [[0x30, 0x39]],
  word: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
  // ECMA-262, 12.2 and 12.3.
  space: [
    [0x9, 0xd],
    [0x20, 0x20],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
    [0xfeff, 0xfeff],
  ],
};

/** Categories by the names that RE2 has too. */
const CATEGORY = /^(?:L[ulmto]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)$/;
const ranges = new Map<string, string>();

/** What RE2 does not know by name is written out, as the engine itself has it. */
function propertySource({ key, value, negate, raw }: AST.UnicodePropertyCharacterSet): string {
  if (value === null && CATEGORY.test(key)) return `\\${negate ? "P" : "p"}{${key}}`;
  const known = ranges.get(raw) ?? rangesSource(rangesOf(new RegExp(raw, "u")));
  ranges.set(raw, known);
  return known;
}

/** Every code point that a pattern of one character matches. */
function rangesOf(pattern: RegExp): Range[] {
  const found: [number, number][] = [];
  for (let code = 0; code <= LAST_CODE_POINT; code++) {
    if (!pattern.test(String.fromCodePoint(code))) continue;
    const last = found.at(-1);
    if (last !== undefined && last[1] === code - 1) last[1] = code;
    else found.push([code, code]);
  }
  return found;
}

function complement(ranges: readonly Range[]): Range[] {
  const bounds = ranges.flatMap(([from, to]) => [from - 1, to + 1]);
  const edges = [0, ...bounds, LAST_CODE_POINT];
  return edges.flatMap((from, index): Range[] => {
    const to = edges[index + 1];
    return index % 2 === 1 || to === undefined || to < from ? [] : [[from, to]];
  });
}

function rangesSource(ranges: readonly Range[]): string {
  return ranges.map(([from, to]) => (from === to ? codePoint(from) : `${codePoint(from)}-${codePoint(to)}`)).join("");
}

function codePoint(value: number): string {
  return `\\x{${value.toString(16)}}`;
}
