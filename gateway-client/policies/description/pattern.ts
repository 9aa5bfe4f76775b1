import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { RE2JS } from "re2js";
import { re2Source, UnsupportedPattern } from "./re2-source.ts";

/** A pattern that no text can make slow. */
export interface Pattern {
  test(text: string): boolean;
  /** Ajv tells patterns apart by it. */
  toString(): string;
}

/** Larger programs would take too long for each character. */
const PROGRAM_SIZE_MAX = 20_000;

/**
 * The regular expression of a JSON Schema (ECMA-262), matched in linear time: by the engine itself where the pattern cannot make
 * it go back more than once, else by RE2. Of what RE2 does not have, look-aheads at the beginning are patterns of their own.
 *
 * @throws SyntaxError for what is no pattern, or one that cannot be matched in linear time
 */
export function linearPattern(source: string): Pattern {
  const { pattern, flags } = parsed(source);
  if (neverGoesBack(pattern)) {
    const own = new RegExp(source, flags);
    return { test: (text) => own.test(text), toString: () => source };
  }
  const conditions = pattern.alternatives.map(conditionsOf);
  return {
    test: (text) => conditions.some((all) => all.every(({ matcher, isWanted }) => matcher.test(text) === isWanted)),
    toString: () => source,
  };
}

/** As JSON Schema wants it, with Unicode; many patterns of the wild are none then, because they escape a hyphen. */
function parsed(source: string): { pattern: AST.Pattern; flags: string } {
  const parser = new RegExpParser({ ecmaVersion: 2025 });
  const read = (unicode: boolean) => parser.parsePattern(source, 0, source.length, { unicode });
  try {
    return { pattern: read(true), flags: "u" };
  } catch {
    // The parser says by throwing that it is none with Unicode.
  }
  return { pattern: read(false), flags: "" };
}

interface Condition {
  readonly matcher: RE2JS;
  readonly isWanted: boolean;
}

/** `^(?=a)(?!b)c` is `^a`, not `^b`, and `^c`. */
function conditionsOf({ elements }: AST.Alternative): Condition[] {
  const [first, ...rest] = elements;
  if (first === undefined || !isStart(first)) return [condition([elements], true)];
  const afterLooks = rest.findIndex((element) => !isLookahead(element));
  const looks = (afterLooks < 0 ? rest : rest.slice(0, afterLooks)).filter(isLookahead);
  const further = afterLooks < 0 ? [] : rest.slice(afterLooks);
  return [
    ...looks.map(({ alternatives, negate }) =>
      condition(
        alternatives.map((alternative) => [first, ...alternative.elements]),
        !negate,
      ),
    ),
    condition([[first, ...further]], true),
  ];
}

function condition(alternatives: readonly (readonly AST.Element[])[], isWanted: boolean): Condition {
  const matcher = RE2JS.compile(alternatives.map(re2Source).join("|"));
  if (matcher.programSize() > PROGRAM_SIZE_MAX) throw new UnsupportedPattern("it repeats too much");
  return { matcher, isWanted };
}

function isStart(element: AST.Element): boolean {
  return element.type === "Assertion" && element.kind === "start";
}

function isLookahead(element: AST.Element): element is AST.LookaheadAssertion {
  return element.type === "Assertion" && element.kind === "lookahead";
}

/** What follows a repetition is tried again at each of its ends: so much of it is nothing beside the rest. */
const FIXED_LENGTH_MAX = 64;

/** Anchored, without groups, at most one repetition of open length: then each place is tried once. */
function neverGoesBack({ alternatives }: AST.Pattern): boolean {
  const [only, ...others] = alternatives;
  const [first, ...rest] = only?.elements ?? [];
  if (others.length > 0 || first === undefined) return others.length === 0;
  if (!isStart(first)) return only?.elements.every(isPlain) === true && only.elements.length <= FIXED_LENGTH_MAX;
  const open = rest.filter((element) => element.type === "Quantifier" && element.min !== element.max);
  const fixed = rest.filter((element) => !open.includes(element)).reduce((sum, element) => sum + lengthOf(element), 0);
  return (
    open.length <= 1 &&
    (open.length === 0 || fixed <= FIXED_LENGTH_MAX) &&
    rest.every((element) => isPlain(element) || isPlainRepetition(element))
  );
}

function isPlain(element: AST.Element): boolean {
  return (
    element.type === "Character" ||
    element.type === "CharacterSet" ||
    element.type === "CharacterClass" ||
    (element.type === "Assertion" && element.kind !== "lookahead" && element.kind !== "lookbehind")
  );
}

function lengthOf(element: AST.Element): number {
  return element.type === "Quantifier" ? element.max : 1;
}

function isPlainRepetition(element: AST.Element): boolean {
  return element.type === "Quantifier" && isPlain(element.element);
}
