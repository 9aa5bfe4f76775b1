import { describe, expect, it } from "vitest";
import { answerDirectives, parseDirectives } from "./directives.ts";
import { freshnessOf } from "./freshness.ts";

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const TIMES = { requestedAtMs: NOW_MS - 2_000, receivedAtMs: NOW_MS };

describe("an answer's age", () => {
  it.each([
    ["is how long the backend took at least", {}, 2_000],
    ["counts what other caches held it for", { age: "10" }, 12_000],
    ["is by its Date when that is older", { age: "10", date: at(-60_000) }, 60_000],
    ["is not negative by a Date in the future", { date: at(60_000) }, 2_000],
    ["is by the first member of a list", { age: "10, 99" }, 12_000],
    ["passes over what is no number", { age: "-7" }, 2_000],
    ["passes over a fraction", { age: "7.5" }, 2_000],
  ])("%s", (_, header, ageMs) => {
    expect(freshness(header).initialAgeMs).toBe(ageMs);
  });
});

describe("an answer's lifetime", () => {
  it.each([
    ["is unknown where it does not say", { "last-modified": at(-86_400_000) }, undefined],
    ["is max-age", { "cache-control": "max-age=60" }, 60_000],
    ["is s-maxage before max-age", { "cache-control": "max-age=60, s-maxage=5" }, 5_000],
    ["is max-age before Expires", { "cache-control": "max-age=60", expires: at(5_000) }, 60_000],
    ["is Expires less Date", { expires: at(65_000), date: at(5_000) }, 60_000],
    ["is Expires less the time of receipt without Date", { expires: at(60_000) }, 60_000],
    ["is none with an Expires that has passed", { expires: at(-60_000) }, 0],
    ["is none with an Expires that is no date", { expires: "0" }, 0],
  ])("%s", (_, header, lifetimeMs) => {
    expect(freshness(header).lifetimeMs).toBe(lifetimeMs);
  });

  it("is not by Expires beside a targeted field", () => {
    const lines = ["expires", at(60_000)];
    expect(freshnessOf(lines, answerDirectives(parseDirectives("public")), TIMES, true).lifetimeMs).toBeUndefined();
  });
});

function freshness(header: Record<string, string>) {
  return freshnessOf(Object.entries(header).flat(), answerDirectives(parseDirectives(header["cache-control"])), TIMES);
}

function at(laterMs: number): string {
  return new Date(NOW_MS + laterMs).toUTCString();
}
