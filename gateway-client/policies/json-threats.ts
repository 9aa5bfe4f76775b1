export interface JsonBounds {
  readonly depth: number;
  /** Members of one object. */
  readonly entries: number;
  readonly nameLength: number;
  readonly arrayLength: number;
  readonly stringLength: number;
  readonly mayRepeatNames: boolean;
}

interface Level {
  readonly isObject: boolean;
  count: number;
  readonly names: Set<string> | undefined;
}

const QUOTE = 34;
const BACKSLASH = 92;
/** Below it are control characters, which a text has in escapes only. */
const SPACE_CODE = 32;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

/**
 * What of a JSON text (RFC 8259) passes a bound, or that it is none; undefined where all is well. One pass without recursion that
 * builds nothing, so that no text costs more than its length.
 */
export function findJsonThreat(text: string, bounds: JsonBounds): string | undefined {
  return new Scan(text, bounds).run();
}

class Scan {
  readonly #text: string;
  readonly #bounds: JsonBounds;
  readonly #levels: Level[] = [];
  #at = 0;

  constructor(text: string, bounds: JsonBounds) {
    this.#text = text;
    this.#bounds = bounds;
  }

  run(): string | undefined {
    for (;;) {
      const threat = this.#value();
      if (threat !== undefined) return threat;
      const end = this.#afterValue();
      if (end === "done") return undefined;
      if (end !== undefined) return end;
    }
  }

  /** One value, or the beginning of one that holds others. */
  #value(): string | undefined {
    this.#take(SPACE);
    const character = this.#text[this.#at];
    if (character === "{" || character === "[") return this.#open(character === "{");
    if (character === '"') return this.#string(this.#bounds.stringLength, "has a text");
    return this.#take(SCALAR) === undefined ? "is no JSON" : undefined;
  }

  #open(isObject: boolean): string | undefined {
    const { depth, mayRepeatNames } = this.#bounds;
    this.#at++;
    if (this.#levels.length >= depth) return `nests deeper than ${depth} levels`;
    this.#levels.push({ isObject, count: 0, names: isObject && !mayRepeatNames ? new Set() : undefined });
    this.#take(SPACE);
    if (this.#text[this.#at] === (isObject ? "}" : "]")) return undefined;
    return this.#nextEntry() ?? this.#value();
  }

  /** Closes what ends here and goes on to the next entry: undefined when a value follows. */
  #afterValue(): string | undefined {
    for (;;) {
      this.#take(SPACE);
      const level = this.#levels.at(-1);
      if (level === undefined) return this.#at === this.#text.length ? "done" : "is no JSON";
      const character = this.#text[this.#at++];
      if (character === ",") return this.#nextEntry();
      if (character !== (level.isObject ? "}" : "]")) return "is no JSON";
      this.#levels.pop();
    }
  }

  /** Counts an entry and reads its name. */
  #nextEntry(): string | undefined {
    const level = this.#levels.at(-1);
    if (level === undefined) return "is no JSON";
    const { entries, arrayLength, nameLength } = this.#bounds;
    const countMax = level.isObject ? entries : arrayLength;
    if (++level.count > countMax)
      return `has more than ${countMax} ${level.isObject ? "members" : "items"} in one place`;
    if (!level.isObject) return undefined;

    this.#take(SPACE);
    const from = this.#at;
    const threat = this.#string(nameLength, "has a name");
    if (threat !== undefined) return threat;
    // Compared as parsers do: an escaped letter is the letter.
    const written = this.#text.slice(from, this.#at);
    const name: unknown = written.includes("\\") ? JSON.parse(written) : written.slice(1, -1);
    if (level.names?.has(String(name))) return "has a name twice in one place";
    level.names?.add(String(name));
    this.#take(SPACE);
    return this.#text[this.#at++] === ":" ? undefined : "is no JSON";
  }

  /** Letter by letter: a pattern over a long text would need a stack as long. */
  #string(lengthMax: number, what: string): string | undefined {
    const text = this.#text;
    if (text[this.#at] !== '"') return "is no JSON";
    const from = this.#at + 1;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return at - from > lengthMax ? `${what} of more than ${lengthMax} characters` : undefined;
      }
      if (code < SPACE_CODE) return "is no JSON";
      if (code !== BACKSLASH) continue;
      this.#at = at;
      const length = this.#take(ESCAPE);
      if (length === undefined) return "is no JSON";
      at += length - 1;
    }
    return "is no JSON";
  }

  /** The length of what matches here; undefined where nothing does. */
  #take(pattern: RegExp): number | undefined {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return undefined;
    const length = pattern.lastIndex - this.#at;
    this.#at = pattern.lastIndex;
    return length;
  }
}
