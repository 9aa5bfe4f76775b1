import { findHeader } from "../exchange/header-list.ts";
import type { AnswerDirectives, Qualified } from "./directives.ts";
import type { Freshness } from "./freshness.ts";
import { parseContentRange } from "./ranges.ts";
import { varyNames } from "./vary.ts";

/** An answer that could be stored, and whom it is for. */
export interface Candidate {
  readonly status: number;
  readonly lines: readonly string[];
  readonly directives: AnswerDirectives;
  readonly freshness: Freshness;
  /** How long it is fresh where it does not say. */
  readonly durationMs: number | undefined;
  /** Whether the request carried an `Authorization` that is not the gateway's own key. */
  readonly hasAuthorization: boolean;
  /** Whether its key names the caller, so that nobody else gets it. */
  readonly isPerCaller: boolean;
  /** Whether what is meant for one caller may be stored for that one. */
  readonly isPrivateStored: boolean;
}

/** Statuses that say as much with every backend that a given duration can be meant of them. */
const DURATION_STATUSES = new Set([200, 203, 204, 300, 301, 308, 410]);
/** Final statuses whose rules for caching this cache knows (RFC 9110, 15; RFC 9111, 5.2.2.3). */
const UNDERSTOOD_STATUSES = new Set([
  ...[
    200, 201, 202, 203, 204, 205, 206, 226, 300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408,
  ],
  ...[409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451],
  ...[500, 501, 502, 503, 504, 505, 506, 507, 508, 511],
]);
const SET_COOKIES = ["set-cookie", "set-cookie2"];

/**
 * For how long an answer is fresh from its making, where it may be stored (RFC 9111, 3); undefined where it may not. 0 for one
 * that can be used only once the backend has confirmed it.
 */
export function lifetimeToStore(candidate: Candidate): number | undefined {
  const { status, lines, directives, freshness, durationMs } = candidate;
  if (status < 200 || status === 304 || !maySee(candidate)) return undefined;
  const isUnderstood = UNDERSTOOD_STATUSES.has(status);
  if (directives.mustUnderstand ? !isUnderstood : directives.isNoStore) return undefined;
  if (status === 206 && parseContentRange(findHeader(lines, "content-range")) === undefined) return undefined;
  if (varyNames(lines) === undefined) return undefined;

  if (freshness.lifetimeMs !== undefined) return freshness.lifetimeMs;
  if (durationMs !== undefined && DURATION_STATUSES.has(status) && directives.noCache !== true) return durationMs;
  const canBeConfirmed = findHeader(lines, "etag") !== undefined || findHeader(lines, "last-modified") !== undefined;
  return status === 200 && canBeConfirmed ? 0 : undefined;
}

/** The fields that may not be stored or not be used again unasked: those that a qualified directive names. */
export function withheldNames(candidate: Candidate): readonly string[] {
  const { noCache, isPrivate } = candidate.directives;
  const isForOne = candidate.isPerCaller && candidate.isPrivateStored;
  return [...namesIn(noCache), ...(isForOne ? [] : namesIn(isPrivate))];
}

/** Whether nobody could see by it what is meant for another (RFC 9111, 3 and 3.5). */
function maySee(candidate: Candidate): boolean {
  const { directives, lines } = candidate;
  const { isPublic, isPrivate, mustRevalidate, sharedMaxAge } = directives;
  if (candidate.isPerCaller && candidate.isPrivateStored) return true;
  if (isPrivate === true) return false;
  if (candidate.hasAuthorization && !isPublic && !mustRevalidate && sharedMaxAge === undefined) return false;
  // Stricter than the RFC: a session that was made for one caller opens what is that caller's.
  if (isPublic || candidate.isPerCaller) return true;
  const withheld = withheldNames(candidate);
  return !SET_COOKIES.some((name) => !withheld.includes(name) && findHeader(lines, name) !== undefined);
}

function namesIn(qualified: Qualified): readonly string[] {
  return qualified === undefined || qualified === true ? [] : qualified;
}
