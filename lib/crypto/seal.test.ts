import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { KEY_BYTES, open, openText, seal, sealForSnapshot } from "./seal.ts";

const key = randomBytes(KEY_BYTES);

test.each(["", "a", "täst 🔑", "x".repeat(10_000)])("what was sealed opens again (%#)", (text) => {
  expect(openText(seal(text, key), key)).toBe(text);
  expect(openText(sealForSnapshot(text, key, "token"), key)).toBe(text);
});

test("at rest, equal secrets do not look equal", () => {
  expect(seal("same", key)).not.toEqual(seal("same", key));
});

test("in a snapshot, equal secrets under one label give equal bytes, so that the part keeps its hash", () => {
  expect(sealForSnapshot("same", key, "token")).toEqual(sealForSnapshot("same", key, "token"));
  expect(sealForSnapshot("same", key, "token")).not.toEqual(sealForSnapshot("same", key, "password"));
  expect(sealForSnapshot("same", key, "token")).not.toEqual(sealForSnapshot("other", key, "token"));
});

test("every flipped bit is noticed, and so is another key", () => {
  const sealed = seal("secret", key);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Uint8Array.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => open(changed, key), `byte ${at}`).toThrow();
  }
  expect(() => open(sealed, randomBytes(KEY_BYTES))).toThrow();
});
