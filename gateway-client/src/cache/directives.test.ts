import { describe, expect, it } from "vitest";
import { answerDirectives, parseDirectives, requestDirectives } from "./directives.ts";

describe("directives", () => {
  it.each([
    ["max-age=60", { "max-age": "60" }],
    ["Max-Age=60, PUBLIC", { "max-age": "60", public: true }],
    ['max-age="60"', { "max-age": "60" }],
    ["max-age=1, max-age=60", { "max-age": "1" }],
    ['extension="max-age=60", max-age=1', { extension: "max-age=60", "max-age": "1" }],
    ['a="x\\"y, no-store", b', { a: 'x"y, no-store', b: true }],
    ['no-cache="a", no-cache="b"', { "no-cache": "a,b" }],
    ['no-cache="a", no-cache', { "no-cache": true }],
    ["max-age =60, no-store", { "no-store": true }],
    ["max-age= 60, no-store", { "no-store": true }],
    [", ,no-store,", { "no-store": true }],
    ["/ nonsense, no-store", { "no-store": true }],
    ["", {}],
    [undefined, {}],
  ])("are read from %j", (value, directives) => {
    expect(Object.fromEntries(parseDirectives(value))).toEqual(directives);
  });

  it("end in time on what was made to be slow to read", () => {
    expect(parseDirectives('"'.repeat(8_000)).size).toBe(0);
    expect(parseDirectives(`${"a=".repeat(8_000)}"`).size).toBeLessThan(2);
  });
});

describe("an answer's directives", () => {
  it.each([
    ["max-age=003600", { maxAge: 3600 }],
    ["max-age='60'", { maxAge: 0 }],
    ["max-age=60.5", { maxAge: 0 }],
    ["max-age=-1", { maxAge: 0 }],
    ["max-age", { maxAge: 0 }],
    ["max-age=99999999999", { maxAge: 2 ** 31 }],
    ["s-maxage=5", { sharedMaxAge: 5 }],
    ['private="Set-Cookie, x-a"', { isPrivate: ["set-cookie", "x-a"] }],
    ['private=""', { isPrivate: true }],
    ["private", { isPrivate: true }],
    ["stale-while-revalidate=5, stale-if-error=6", { staleWhileRevalidate: 5, staleIfError: 6 }],
  ])("say in %j what they mean", (value, meaning) => {
    expect(answerDirectives(parseDirectives(value))).toMatchObject(meaning);
  });
});

describe("a request's directives", () => {
  it.each([
    ["no-cache", undefined, { isNoCache: true }],
    [undefined, "no-cache", { isNoCache: true }],
    ["max-age=5", "no-cache", { isNoCache: false, maxAge: 5 }],
    ["max-stale", undefined, { maxStale: Number.POSITIVE_INFINITY }],
    ["max-stale=5, min-fresh=6", undefined, { maxStale: 5, minFresh: 6 }],
    ["only-if-cached, no-store", undefined, { isOnlyIfCached: true, isNoStore: true }],
  ])("say in %j and Pragma %j what they mean", (cacheControl, pragma, meaning) => {
    expect(requestDirectives(cacheControl, pragma)).toMatchObject(meaning);
  });
});
