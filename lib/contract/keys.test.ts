import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { isMistypedApiKey, makeApiKey } from "./keys.ts";

test("a key has the documented form and its own checksum", () => {
  const key = makeApiKey("live", (count) => randomBytes(count));
  expect(key).toMatch(/^gh_live_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
  expect(isMistypedApiKey(key)).toBe(false);
});

test("bytes that would favour some digits are thrown away", () => {
  const bytes = [255, 250, 248, ...Array.from({ length: 43 }, () => 61)];
  const key = makeApiKey("live", () => Uint8Array.from(bytes));
  expect(key).toMatch(/^gh_live_z{43}_/);
});

test("every single changed character is noticed", () => {
  const key = makeApiKey("test", (count) => randomBytes(count));
  for (let at = "gh_test_".length; at < key.length; at++) {
    if (key[at] === "_") continue;
    const other = key[at] === "a" ? "b" : "a";
    expect(isMistypedApiKey(key.slice(0, at) + other + key.slice(at + 1)), `character ${at}`).toBe(true);
  }
});

test.each(["", "any-string", "gh_live_short_000000", "sk_live_abc"])("%o is no key of ours and so no typo", (text) => {
  expect(isMistypedApiKey(text)).toBe(false);
});
