import { findHeader } from "../exchange/header-list.ts";
import type { AnswerDirectives } from "./directives.ts";
import { parseHttpDate } from "./http-date.ts";

/** When an answer was asked for and came, in epoch milliseconds. */
export interface AnswerTimes {
  readonly requestedAtMs: number;
  readonly receivedAtMs: number;
}

/** Where the fields of an answer put it in time. */
export interface Freshness {
  /** How old it was when it came (RFC 9111, 4.2.3). */
  readonly initialAgeMs: number;
  /** How long it is fresh, counted from its making (4.2.1); undefined where it does not say: nothing is guessed (4.2.2). */
  readonly lifetimeMs: number | undefined;
  readonly dateMs: number;
}

/** What an answer says of its age and of how long it is fresh. `hasTargeted`: its directives are those of a targeted field. */
export function freshnessOf(
  lines: readonly string[],
  directives: AnswerDirectives,
  times: AnswerTimes,
  hasTargeted = false,
): Freshness {
  const { requestedAtMs, receivedAtMs } = times;
  const dateMs = parseHttpDate(findHeader(lines, "date") ?? "", receivedAtMs) ?? receivedAtMs;
  const apparentAgeMs = Math.max(0, receivedAtMs - dateMs);
  const correctedAgeMs = ageMs(findHeader(lines, "age")) + Math.max(0, receivedAtMs - requestedAtMs);
  return {
    initialAgeMs: Math.max(apparentAgeMs, correctedAgeMs),
    lifetimeMs: lifetimeMs(lines, directives, dateMs, receivedAtMs, hasTargeted),
    dateMs,
  };
}

/** RFC 9111, 5.1: of a list the first member; what is no number is ignored. */
function ageMs(value: string | undefined): number {
  const first = value?.split(",", 1)[0]?.trim() ?? "";
  return /^\d+$/.test(first) ? Math.min(Number(first), 2 ** 31) * 1000 : 0;
}

function lifetimeMs(
  lines: readonly string[],
  { maxAge, sharedMaxAge }: AnswerDirectives,
  dateMs: number,
  receivedAtMs: number,
  hasTargeted: boolean,
): number | undefined {
  const seconds = sharedMaxAge ?? maxAge;
  if (seconds !== undefined) return seconds * 1000;
  // RFC 9213, 2.2: beside a targeted field `Expires` does not count.
  const expires = hasTargeted ? undefined : findHeader(lines, "expires");
  if (expires === undefined) return undefined;
  const endMs = parseHttpDate(expires, receivedAtMs);
  // What is no date, `0` above all, has passed (RFC 9111, 5.3).
  return endMs === undefined ? 0 : Math.max(0, endMs - dateMs);
}
