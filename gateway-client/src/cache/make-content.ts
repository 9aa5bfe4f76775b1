import type { StoreRules } from "../../policies/answer-rules.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { findHeader, HeaderList } from "../exchange/header-list.ts";
import { type CacheKey, hasAuthorization } from "./cache-key.ts";
import { type AnswerDirectives, answerDirectives, type Directives, parseDirectives } from "./directives.ts";
import { type AnswerTimes, freshnessOf } from "./freshness.ts";
import { parseContentRange } from "./ranges.ts";
import type { RequestFacts } from "./request-facts.ts";
import { staleMs } from "./reuse.ts";
import { changedNames, freshenedLines, storableLines } from "./storable-lines.ts";
import type { AnswerContent, StoredAnswer } from "./stored-answer.ts";
import { lifetimeToStore, withheldNames } from "./storing.ts";
import { parseDictionary } from "./structured-dictionary.ts";
import { joinedHeader, varyNames, varyValue } from "./vary.ts";

/** An answer that is to be stored once its body is there. */
export type Storable = Omit<AnswerContent, "body">;

/** An answer at the place of the policy `cache-store`. */
export interface AnswerAtHand {
  readonly exchange: GatewayExchange;
  readonly rules: StoreRules;
  readonly key: CacheKey;
  readonly facts: RequestFacts;
  /** The request's header when it was looked up. */
  readonly requestLines: readonly string[];
  readonly status: number;
  readonly lines: readonly string[];
  /** As they came, before any policy. */
  readonly backendLines: readonly string[];
  readonly times: AnswerTimes;
}

/** What is to be stored of an answer; undefined where it must not or need not be stored (RFC 9111, 3). */
export function storableOf(answer: AnswerAtHand): Storable | undefined {
  const { exchange, rules, key, facts, requestLines, status, lines, times } = answer;
  const { directives, isTargeted } = directivesOf(lines, rules.targetedFields);
  const freshness = freshnessOf(lines, directives, times, isTargeted);
  const candidate = {
    status,
    lines,
    directives,
    freshness,
    durationMs: rules.durationMs,
    hasAuthorization: hasAuthorization(exchange, facts),
    isPerCaller: key.isPerCaller,
    isPrivateStored: rules.isPrivateStored,
  };
  const lifetimeMs = lifetimeToStore(candidate);
  if (lifetimeMs === undefined) return undefined;
  const names = varyNames(lines) ?? [];
  return {
    status,
    lines: storableLines(lines, withheldNames(candidate), times.receivedAtMs),
    part: status === 206 ? parseContentRange(findHeader(lines, "content-range")) : undefined,
    directives,
    freshness,
    lifetimeMs,
    receivedAtMs: times.receivedAtMs,
    staleWhileRevalidateMs: staleMs(directives.staleWhileRevalidate, rules.staleWhileRevalidateMs, directives),
    staleIfErrorMs: staleMs(directives.staleIfError, rules.staleIfErrorMs, directives),
    varyNames: names,
    varyValues: names.map((name) => varyValue(requestLines, name)),
    tags: rules.tags(exchange),
    rules,
    ownNames: changedNames(answer.backendLines, lines),
    upstreamStatus: findHeader(lines, "cache-status"),
  };
}

/** A stored answer after the backend has said that it still holds (RFC 9111, 4.3.4). */
export function freshened(known: StoredAnswer, came: readonly string[], times: AnswerTimes): StoredAnswer {
  const { rules, ownNames, directives: before } = known.content;
  const lines = freshenedLines(known.lines, storableLines(came, [], times.receivedAtMs), ownNames);
  const hasNew = ["cache-control", ...rules.targetedFields].some((name) => findHeader(came, name) !== undefined);
  const { directives, isTargeted } = hasNew
    ? directivesOf(lines, rules.targetedFields)
    : { directives: before, isTargeted: false };
  // The age is that of what came: what was stored is as old as its confirmation.
  const age = findHeader(came, "age");
  const freshness = freshnessOf(age === undefined ? lines : [...lines, "age", age], directives, times, isTargeted);
  return known.changed({
    lines,
    directives,
    freshness,
    lifetimeMs: freshness.lifetimeMs ?? rules.durationMs ?? 0,
    receivedAtMs: times.receivedAtMs,
    staleWhileRevalidateMs: staleMs(directives.staleWhileRevalidate, rules.staleWhileRevalidateMs, directives),
    staleIfErrorMs: staleMs(directives.staleIfError, rules.staleIfErrorMs, directives),
  });
}

/**
 * Two parts of the same representation as one, with the fields of the newer (RFC 9111, 3.4; RFC 9110, 15.3.7.3); the whole, where
 * they make it up. Undefined where a gap is between them, or nothing says for sure that they belong together.
 */
export function joinedParts(newer: StoredAnswer, older: StoredAnswer): StoredAnswer | undefined {
  const [a, b] = [newer.content.part, older.content.part];
  if (a === undefined || b === undefined || a.length !== b.length) return undefined;
  if (newer.strongTag === undefined || newer.strongTag !== older.strongTag) return undefined;
  if (Math.max(a.first, b.first) > Math.min(a.last, b.last) + 1) return undefined;
  const first = Math.min(a.first, b.first);
  const last = Math.max(a.last, b.last);
  const body = Buffer.allocUnsafe(last - first + 1);
  body.set(older.bodyBuffer, b.first - first);
  body.set(newer.bodyBuffer, a.first - first);
  const headers = new HeaderList(newer.lines);
  headers.delete("content-range");
  if (body.length === a.length) return newer.changed({ status: 200, lines: headers.lines, body, part: undefined });
  headers.append("content-range", `bytes ${first}-${last}/${a.length}`);
  return newer.changed({ lines: headers.lines, body, part: { first, last, length: a.length } });
}

/** The first targeted field that is there and can be read, or else `Cache-Control` (RFC 9213, 2.2). */
function directivesOf(
  lines: readonly string[],
  targetedFields: readonly string[],
): { directives: AnswerDirectives; isTargeted: boolean } {
  const targeted = firstReadable(lines, targetedFields);
  return {
    directives: answerDirectives(targeted ?? parseDirectives(joinedHeader(lines, "cache-control"))),
    isTargeted: targeted !== undefined,
  };
}

function firstReadable(lines: readonly string[], names: readonly string[]): Directives | undefined {
  for (const name of names) {
    const value = joinedHeader(lines, name);
    const directives = value === undefined ? undefined : parseDictionary(value);
    if (directives !== undefined && directives.size > 0) return directives;
  }
  return undefined;
}
