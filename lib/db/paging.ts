import { z } from "zod";
import type { Page } from "../contract/paging.ts";
import { Problem } from "../contract/problem.ts";

/**
 * Turns `limit + 1` rows into a page. `position` gives the columns that the list is ordered by, the last of them unique, so
 * that a row written or removed meanwhile neither repeats nor hides another.
 */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  position: (row: Row) => string[],
  view: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items: shown.map(view), nextCursor: hasMore ? encodeCursor(position(last)) : null };
}

/** The position that a cursor stands for; undefined at the start of the list. */
export function decodeCursor(cursor: string | undefined, columns: number): string[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(position) && position.length === columns && position.every(isPlainText)) {
      return position;
    }
  } catch {
    // falls through to the refusal below: the text is no cursor of ours
  }
  throw foreignCursor();
}

/** The same for a list that is ordered by a UUID alone: a made-up cursor is refused before Postgres would fail at it. */
export function decodeIdCursor(cursor: string | undefined): string | undefined {
  const id = decodeCursor(cursor, 1)?.[0];
  if (id !== undefined && !z.uuid().safeParse(id).success) throw foreignCursor();
  return id;
}

/** The same for a list that is ordered by a number. */
export function decodeNumberCursor(cursor: string | undefined): bigint | undefined {
  const text = decodeCursor(cursor, 1)?.[0];
  if (text === undefined) return undefined;
  if (!/^\d{1,18}$/.test(text)) throw foreignCursor();
  return BigInt(text);
}

function isPlainText(part: unknown): part is string {
  return typeof part === "string" && part.isWellFormed() && !part.includes("\0");
}

function foreignCursor(): Problem {
  return new Problem("invalid-input", "The cursor is not one of this list.", {
    errors: [{ pointer: "cursor", detail: "is not a cursor of this list" }],
  });
}

function encodeCursor(position: string[]): string {
  return Buffer.from(JSON.stringify(position), "utf8").toString("base64url");
}
