import { expect, test } from "vitest";
import type { InboxItem } from "#lib/client/approvals.ts";
import { ageInWords, mergeInbox, neighbour, nextOpen, verdictInWords } from "./inbox.ts";

function item(id: string, note = ""): InboxItem {
  const api = { slug: "orders", name: "Orders" };
  const submittedAt = "2026-11-20T10:00:00.000Z";
  const review = { id, api, version: "v1", revision: 2, note, operations: 3, liveRevision: 1 };
  return { kind: "review", id, review: { ...review, submittedBy: null, submittedAt, mayDecide: true } };
}

const shown = ["a", "b", "c"].map((id) => ({ item: item(id), isGone: false }));

test("a newer answer moves nothing: what is gone keeps its place, what is new comes last", () => {
  const merged = mergeInbox(shown, [item("new"), item("c", "changed"), item("a")]);
  expect(merged.map(({ item, isGone }) => [item.id, isGone])).toEqual([
    ["a", false],
    ["b", true],
    ["c", false],
    ["new", false],
  ]);
  expect(merged[2]?.item).toEqual(item("c", "changed"));
});

test("what had gone and is back can be decided again", () => {
  const gone = mergeInbox(shown, []);
  expect(mergeInbox(gone, [item("b")]).map(({ isGone }) => isGone)).toEqual([true, false, true]);
});

test.each([
  ["the one below", [], "a", "b"],
  ["past those that are decided", ["b"], "a", "c"],
  ["back up from the last one", [], "c", "b"],
  ["nowhere when nothing is open", ["a", "b", "c"], "b", "b"],
])("after a decision the keyboard goes to %s", (_words, decided, from, to) => {
  expect(nextOpen(shown, new Set(decided), from)).toBe(to);
});

test.each([
  [undefined, 1, "a"],
  ["a", -1, "a"],
  ["a", 1, "b"],
  ["c", 1, "c"],
] as const)("from %s a step of %i leads to %s", (from, step, to) => {
  expect(neighbour(shown, from, step)).toBe(to);
});

test.each([
  [{ state: "active", by: "Arno" }, "Approved by Arno"],
  [{ state: "rejected", by: undefined }, "Rejected by somebody else"],
  [{ state: "expired", by: undefined }, "It is expired now."],
])("%o reads %s", (verdict, words) => {
  expect(verdictInWords(verdict)).toBe(words);
});

test.each([
  [20_000, "1 min"],
  [59 * 60_000, "59 min"],
  [9 * 3_600_000, "9 h"],
  [2.6 * 86_400_000, "2 d"],
])("%i ms of waiting read %s", (ms, words) => {
  expect(ageInWords(ms)).toBe(words);
});
