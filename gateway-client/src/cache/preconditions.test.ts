import { describe, expect, it } from "vitest";
import { isRangeMeant, isUnmodified } from "./preconditions.ts";
import { readRequestFacts } from "./request-facts.ts";

const DATE_MS = Date.UTC(2026, 10, 20);
const LAST_MODIFIED = new Date(DATE_MS - 60_000).toUTCString();
const VALIDATORS = { etag: '"a"', lastModified: LAST_MODIFIED, dateMs: DATE_MS };

describe("a caller has the answer already", () => {
  it.each([
    [["If-None-Match", '"a"'], true],
    [["if-none-match", 'W/"a"'], true],
    [["if-none-match", '"x", "a,b", "a"'], true],
    [["if-none-match", '"x"', "If-None-Match", '"a"'], true],
    [["if-none-match", "*"], true],
    [["if-none-match", '"x"'], false],
    [["if-none-match", '"x"', "if-modified-since", LAST_MODIFIED], false],
    [["if-modified-since", LAST_MODIFIED], true],
    [["if-modified-since", new Date(DATE_MS - 61_000).toUTCString()], false],
    [["if-modified-since", "yesterday"], false],
    [[], false],
  ])("by %j: %s", (lines, isTrue) => {
    expect(isUnmodified(readRequestFacts(lines), VALIDATORS)).toBe(isTrue);
  });

  it("by the time of its making, where it does not say when it was modified", () => {
    const facts = readRequestFacts(["if-modified-since", new Date(DATE_MS).toUTCString()]);
    expect(isUnmodified(facts, { ...VALIDATORS, lastModified: undefined })).toBe(true);
  });
});

describe("a range is meant of this representation", () => {
  it.each([
    [undefined, VALIDATORS, true],
    ['"a"', VALIDATORS, true],
    ['"b"', VALIDATORS, false],
    ['W/"a"', { ...VALIDATORS, etag: 'W/"a"' }, false],
    [LAST_MODIFIED, VALIDATORS, true],
    [new Date(DATE_MS).toUTCString(), { ...VALIDATORS, lastModified: new Date(DATE_MS).toUTCString() }, false],
  ])("by If-Range: %s", (ifRange, validators, isTrue) => {
    expect(isRangeMeant(ifRange, validators)).toBe(isTrue);
  });
});
