import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { getNormalisedDocument } from "../catalog/document-queries.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader } from "../db/database.ts";
import { asRecord } from "../imports/parse/pointer.ts";

/** An OpenAPI 3.1 description, as JSON. */
export type Description = Record<string, unknown>;

/** Of JSON text; a parsed description takes about eight times as much memory. */
const CACHED_BYTES_MAX = 24 * 1024 * 1024;

const inflate = promisify(gunzip);

/**
 * The description, parsed once and kept while it is among the ones read last: parsing 6 MB for each page would cost more than
 * all the rest of the page. A document never changes under its id, so nothing is ever stale.
 */
export async function readDescription(reader: Reader, documentId: string): Promise<Description> {
  const known = cache.get(documentId);
  const entry = known ?? load(reader, documentId);
  cache.delete(documentId);
  cache.set(documentId, entry);
  const { description, bytes } = await entry;
  if (!known) forgetOldest(documentId, bytes);
  return description;
}

type Entry = Promise<{ description: Description; bytes: number }>;

/** In the order of use. A description that is on its way is in it too, so that many readers of one wait for one. */
const cache = new Map<string, Entry>();
const bytesOf = new Map<string, number>();

function load(reader: Reader, documentId: string): Entry {
  const entry = parse(reader, documentId);
  // What failed is tried again by the next reader; this one is told by the promise itself.
  entry.catch(() => cache.delete(documentId));
  return entry;
}

async function parse(reader: Reader, documentId: string): Entry {
  const { normalised } = await getNormalisedDocument(reader, documentId);
  const text = await inflate(normalised);
  const description = asRecord(JSON.parse(text.toString("utf8")));
  if (!description) throw new Problem("not-found", "The version has no description.");
  return { description, bytes: text.length };
}

function forgetOldest(newest: string, bytes: number): void {
  bytesOf.set(newest, bytes);
  let held = [...bytesOf.values()].reduce((sum, each) => sum + each, 0);
  for (const id of cache.keys()) {
    if (held <= CACHED_BYTES_MAX) return;
    if (id === newest) continue;
    held -= bytesOf.get(id) ?? 0;
    bytesOf.delete(id);
    cache.delete(id);
  }
}
