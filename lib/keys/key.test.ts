import { expect, test } from "vitest";
import { subscriptionState } from "../contract/snapshot.ts";
import {
  assertLaterThan,
  assertMayHoldKeys,
  assertRevocable,
  assertRotatable,
  endAfterRotation,
  lifeOfSuccessor,
  marksOf,
} from "./key.ts";

const now = new Date("2026-11-20T10:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const key = { kind: "key", expiresAt: null, revokedAt: null, successorId: null };

test("a subscription holds keys until it has ended", () => {
  const holding = subscriptionState.options.filter((state) => {
    try {
      assertMayHoldKeys(state);
      return true;
    } catch {
      return false;
    }
  });
  expect(holding).toEqual(["submitted", "active", "suspended", "paused"]);
});

test.each([
  ["a key that works", key, undefined],
  ["a key with a later end", { ...key, expiresAt: later(1) }, undefined],
  ["a revoked key", { ...key, revokedAt: now }, "revoked"],
  ["a rotated key", { ...key, successorId: "next" }, "rotated already"],
  ["a key that is over", { ...key, expiresAt: now }, "over"],
  ["a client", { ...key, kind: "client" }, "Only keys"],
])("rotating %s: %3$s", (_, facts, refusal) => {
  const rotate = () => assertRotatable(facts, now);
  if (refusal) expect(rotate).toThrow(refusal);
  else expect(rotate).not.toThrow();
});

test("a key is revoked once, also one that is over", () => {
  expect(() => assertRevocable({ ...key, expiresAt: now })).not.toThrow();
  expect(() => assertRevocable({ ...key, revokedAt: now })).toThrow("already");
});

test("an end date lies in the future", () => {
  expect(() => assertLaterThan(now, undefined)).not.toThrow();
  expect(() => assertLaterThan(now, later(1))).not.toThrow();
  expect(() => assertLaterThan(now, now)).toThrow("not in the future");
});

test("after a rotation the old key ends with the overlap, or earlier where it would have", () => {
  expect(endAfterRotation(key, now, 1000)).toEqual(later(1000));
  expect(endAfterRotation({ ...key, expiresAt: later(500) }, now, 1000)).toEqual(later(500));
  expect(endAfterRotation({ ...key, expiresAt: later(5000) }, now, 1000)).toEqual(later(1000));
});

test("the successor lives as long as its predecessor was meant to", () => {
  expect(lifeOfSuccessor({ ...key, createdAt: later(-1000) }, now)).toBeNull();
  expect(lifeOfSuccessor({ ...key, createdAt: later(-1000), expiresAt: later(2000) }, now)).toEqual(later(3000));
});

test("a key brought along shows nothing but its end", () => {
  expect(marksOf("gh_live_AbCdEfGh1234", "generated")).toEqual({ prefix: "gh_live_AbCd", lastFour: "1234" });
  expect(marksOf("sixteen-letters-", "registered")).toEqual({ prefix: "", lastFour: "ers-" });
});
