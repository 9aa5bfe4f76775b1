import type { Directives } from "./directives.ts";

/**
 * A dictionary of structured fields (RFC 9651, 4.2.2) as directives, the way RFC 9213 reads them; undefined where any of it breaks
 * the grammar, because then the whole field is ignored. Integers, strings and tokens are values, true is none, and members of
 * another type are left out: they mean nothing to a cache. Parameters are checked and forgotten.
 */
export function parseDictionary(value: string): Directives | undefined {
  const reader = new Reader(value);
  const members = new Map<string, string | true>();
  reader.skip(SPACES);
  while (!reader.isDone) {
    const key = reader.take(KEY);
    if (key === undefined) return undefined;
    const item = reader.take(EQUALS) === undefined ? true : readMember(reader);
    if (item === undefined || !skipParameters(reader)) return undefined;
    // The last one of a name counts (4.2.2), whatever its type.
    if (item === NO_DIRECTIVE) members.delete(key);
    else members.set(key, item);
    reader.skip(WHITE_SPACE);
    if (reader.isDone) return members;
    if (reader.take(COMMA) === undefined) return undefined;
    reader.skip(WHITE_SPACE);
    if (reader.isDone) return undefined;
  }
  return members;
}

const SPACES = / */y;
const WHITE_SPACE = /[ \t]*/y;
const COMMA = /,/y;
const EQUALS = /=/y;
const SEMICOLON = /;/y;
const LIST_BEGIN = /\(/y;
const LIST_END = /\)/y;
const KEY = /[a-z*][a-z0-9_\-.*]*/y;
const DECIMAL = /-?\d{1,12}\.\d{1,3}(?![\d.])/y;
const INTEGER = /-?\d{1,15}(?![\d.])/y;
const STRING = /"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"/y;
const TOKEN = /[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*/y;
const BYTES = /:[A-Za-z0-9+/=]*:/y;
const BOOLEAN = /\?[01]/y;
const DATE = /@-?\d{1,15}(?![\d.])/y;
const DISPLAY_STRING = /%"(?:[\x20\x21\x23\x24\x26-\x7e]|%[0-9a-f]{2})*"/y;

/** Stands for an item that is well formed and says nothing to a cache. */
const NO_DIRECTIVE = Symbol("no directive");
type Item = string | true | typeof NO_DIRECTIVE;

function readMember(reader: Reader): Item | undefined {
  return reader.take(LIST_BEGIN) === undefined ? readItem(reader) : readInnerList(reader);
}

function readItem(reader: Reader): Item | undefined {
  const boolean = reader.take(BOOLEAN);
  if (boolean !== undefined) return boolean === "?1" ? true : NO_DIRECTIVE;
  const string = reader.take(STRING);
  if (string !== undefined) return string.slice(1, -1).replace(/\\(.)/g, "$1");
  const value = reader.take(INTEGER) ?? reader.take(TOKEN);
  if (value !== undefined) return value;
  const isOther = [DECIMAL, BYTES, DATE, DISPLAY_STRING].some((pattern) => reader.take(pattern) !== undefined);
  return isOther ? NO_DIRECTIVE : undefined;
}

function readInnerList(reader: Reader): Item | undefined {
  reader.skip(SPACES);
  while (reader.take(LIST_END) === undefined) {
    if (readItem(reader) === undefined || !skipParameters(reader)) return undefined;
    if (reader.peek() !== ")" && reader.peek() !== " ") return undefined;
    reader.skip(SPACES);
  }
  return NO_DIRECTIVE;
}

/** False where they break the grammar. */
function skipParameters(reader: Reader): boolean {
  while (reader.take(SEMICOLON) !== undefined) {
    reader.skip(SPACES);
    if (reader.take(KEY) === undefined) return false;
    if (reader.take(EQUALS) !== undefined && readItem(reader) === undefined) return false;
  }
  return true;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.replace(/ +$/, "");
  }

  get isDone(): boolean {
    return this.#at >= this.#text.length;
  }

  peek(): string | undefined {
    return this.#text[this.#at];
  }

  /** What a sticky pattern finds here. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match[0];
  }

  skip(pattern: RegExp): void {
    this.take(pattern);
  }
}
