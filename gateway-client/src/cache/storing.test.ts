import { describe, expect, it } from "vitest";
import { answerDirectives, parseDirectives } from "./directives.ts";
import { freshnessOf } from "./freshness.ts";
import { type Candidate, lifetimeToStore, withheldNames } from "./storing.ts";

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const MINUTE_MS = 60_000;
const FRESH = "max-age=60";

describe("an answer is stored for as long as it says", () => {
  it.each([200, 203, 204, 299, 301, 302, 307, 404, 410, 500, 503, 599])("with status %d", (status) => {
    expect(lifetime(FRESH, { status })).toBe(MINUTE_MS);
  });

  it.each([
    ["max-age=60, public", { hasAuthorization: true }],
    ["max-age=60, must-revalidate", { hasAuthorization: true }],
    ["s-maxage=60", { hasAuthorization: true }],
    ["max-age=60, private", { isPerCaller: true, isPrivateStored: true }],
    [FRESH, { hasAuthorization: true, isPerCaller: true, isPrivateStored: true }],
    ['max-age=60, private="x-a"', {}],
    ["max-age=60, no-store, must-understand", {}],
    ["max-age=60, no-cache", {}],
    [FRESH, { lines: ["set-cookie", "a=1"], isPerCaller: true }],
    ["max-age=60, public", { lines: ["set-cookie", "a=1"] }],
    ['max-age=60, no-cache="set-cookie"', { lines: ["set-cookie", "a=1"] }],
    [FRESH, { status: 206, lines: ["content-range", "bytes 0-4/10"] }],
  ])("with %j where %j", (cacheControl, candidate) => {
    expect(lifetime(cacheControl, candidate)).toBe(MINUTE_MS);
  });
});

describe("an answer is not stored", () => {
  it.each([
    ["max-age=60, no-store", {}],
    ["max-age=60, private", {}],
    ["max-age=60, private", { isPerCaller: true }],
    ["max-age=60, private", { isPrivateStored: true }],
    [FRESH, { hasAuthorization: true }],
    [FRESH, { hasAuthorization: true, isPerCaller: true }],
    [FRESH, { lines: ["set-cookie", "a=1"] }],
    [FRESH, { lines: ["vary", "accept, *"] }],
    [FRESH, { status: 206 }],
    [FRESH, { status: 206, lines: ["content-range", "bytes 0-4/*"] }],
    [FRESH, { status: 304 }],
    ["max-age=60, must-understand", { status: 599 }],
    ["", {}],
    ["public", {}],
    ["", { status: 404, durationMs: 1_000 }],
    ["", { status: 404, lines: ["etag", '"a"'] }],
    ["no-cache", { durationMs: 1_000 }],
  ])("with %j where %j", (cacheControl, candidate) => {
    expect(lifetime(cacheControl, candidate)).toBeUndefined();
  });
});

it("is stored for the policy's duration, or only to be confirmed, where it does not say for how long", () => {
  expect(lifetime("", { durationMs: 1_000 })).toBe(1_000);
  expect(lifetime(FRESH, { durationMs: 1_000 })).toBe(MINUTE_MS);
  expect(lifetime("", { lines: ["etag", '"a"'] })).toBe(0);
  expect(lifetime("no-cache", { durationMs: 1_000, lines: ["last-modified", "x"] })).toBe(0);
});

it("is stored without the fields that qualified directives name", () => {
  const cacheControl = 'no-cache="a", private="b"';
  expect(withheldNames(candidateOf(cacheControl, {}))).toEqual(["a", "b"]);
  expect(withheldNames(candidateOf(cacheControl, { isPerCaller: true, isPrivateStored: true }))).toEqual(["a"]);
});

function lifetime(cacheControl: string, changes: Partial<Candidate>): number | undefined {
  return lifetimeToStore(candidateOf(cacheControl, changes));
}

function candidateOf(cacheControl: string, changes: Partial<Candidate>): Candidate {
  const directives = answerDirectives(parseDirectives(cacheControl));
  const times = { requestedAtMs: NOW_MS, receivedAtMs: NOW_MS };
  return {
    status: 200,
    lines: [],
    directives,
    freshness: freshnessOf([], directives, times),
    durationMs: undefined,
    hasAuthorization: false,
    isPerCaller: false,
    isPrivateStored: false,
    ...changes,
  };
}
