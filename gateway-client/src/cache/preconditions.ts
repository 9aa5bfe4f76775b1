import { entityTags, isSameTag, isStrongTag } from "./entity-tags.ts";
import { parseHttpDate } from "./http-date.ts";
import type { RequestFacts } from "./request-facts.ts";

/** What says whether an answer is still the one that somebody knows. */
export interface Validators {
  readonly etag: string | undefined;
  /** As written. */
  readonly lastModified: string | undefined;
  readonly dateMs: number;
}

/**
 * Whether the caller has what it asks for already (RFC 9111, 4.3.2): `If-None-Match`, or without one `If-Modified-Since`. An answer
 * that does not say when it was modified was so when it was made.
 */
export function isUnmodified({ ifNoneMatch, ifModifiedSince }: RequestFacts, validators: Validators): boolean {
  const { etag, lastModified, dateMs } = validators;
  if (ifNoneMatch !== undefined) {
    const tags = entityTags(ifNoneMatch);
    return tags.includes("*") || (etag !== undefined && tags.some((tag) => isSameTag(tag, etag)));
  }
  if (ifModifiedSince === undefined) return false;
  const sinceMs = parseHttpDate(ifModifiedSince, dateMs);
  const modifiedMs = lastModified === undefined ? dateMs : parseHttpDate(lastModified, dateMs);
  return sinceMs !== undefined && modifiedMs !== undefined && modifiedMs <= sinceMs;
}

/** Whether a range is meant of this very representation (RFC 9110, 13.1.5): a strong tag, or a date a while before the answer's. */
export function isRangeMeant(ifRange: string | undefined, { etag, lastModified, dateMs }: Validators): boolean {
  if (ifRange === undefined) return true;
  const tag = ifRange.trim();
  if (tag.startsWith('"')) return etag !== undefined && isStrongTag(etag) && etag === tag;
  const modifiedMs = lastModified === undefined ? undefined : parseHttpDate(lastModified, dateMs);
  // RFC 9110, 8.8.2.2: a date is a strong validator only where a second change in its second would show.
  return modifiedMs !== undefined && tag === lastModified && dateMs - modifiedMs >= 1000;
}
