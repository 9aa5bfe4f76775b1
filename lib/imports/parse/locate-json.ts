import { escapeToken } from "../../contract/faults.ts";
import { withAncestors } from "./pointer.ts";

/** Both count from 1. */
export interface Place {
  line: number;
  column: number;
}

/**
 * Where the values at `pointers` begin in a JSON text that `JSON.parse` has accepted. One pass that goes only as deep as the
 * pointers do: the text may be nested without end.
 */
export function locateInJson(text: string, pointers: ReadonlySet<string>): Map<string, Place> {
  const found = new Map<string, Place>();
  const onTheWay = new Set([...pointers].flatMap(withAncestors));
  let at = 0;
  visit("");
  return found;

  function visit(pointer: string): void {
    skipSpace();
    if (pointers.has(pointer)) found.set(pointer, placeOf(text, at));
    const first = text[at];
    if (!onTheWay.has(pointer)) skipValue();
    else if (first === "{") visitObject(pointer);
    else if (first === "[") visitArray(pointer);
    else skipValue();
  }

  function skipValue(): void {
    let depth = 0;
    do {
      const first = text[at];
      if (first === '"') skipString();
      else {
        if (first === "{" || first === "[") depth++;
        if (first === "}" || first === "]") depth--;
        at++;
      }
      // a number or word ends where a separator stands
    } while (at < text.length && (depth > 0 || !/[,\]}\s]/.test(text[at] ?? ",")));
  }

  function visitObject(pointer: string): void {
    at++;
    for (skipSpace(); text[at] !== "}"; skipSpace()) {
      if (text[at] === ",") at++;
      skipSpace();
      const start = at;
      skipString();
      const name: string = JSON.parse(text.slice(start, at));
      skipSpace();
      at++; // the colon
      visit(`${pointer}/${escapeToken(name)}`);
    }
    at++;
  }

  function visitArray(pointer: string): void {
    at++;
    let index = 0;
    for (skipSpace(); text[at] !== "]"; skipSpace()) {
      if (text[at] === ",") at++;
      visit(`${pointer}/${index++}`);
    }
    at++;
  }

  function skipString(): void {
    for (at++; text[at] !== '"'; at++) if (text[at] === "\\") at++;
    at++;
  }

  function skipSpace(): void {
    while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at++;
  }
}

/** The line and column of an offset. */
export function placeOf(text: string, offset: number): Place {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}
