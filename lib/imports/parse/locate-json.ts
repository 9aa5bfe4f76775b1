import { escapeToken } from "../../contract/faults.ts";

/** Both count from 1. */
export interface Place {
  line: number;
  column: number;
}

/**
 * Where the values at `pointers` begin in a JSON text that `JSON.parse` has accepted. One pass; the text's depth is bounded
 * before (`assertBounded`), so that recursion is safe.
 */
export function locateInJson(text: string, pointers: ReadonlySet<string>): Map<string, Place> {
  const found = new Map<string, Place>();
  let at = 0;
  visit("");
  return found;

  function visit(pointer: string): void {
    skipSpace();
    if (pointers.has(pointer)) found.set(pointer, placeOf(text, at));
    const first = text[at];
    if (first === "{") visitObject(pointer);
    else if (first === "[") visitArray(pointer);
    else if (first === '"') skipString();
    else while (at < text.length && !/[,\]}\s]/.test(text[at] ?? ",")) at++;
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
