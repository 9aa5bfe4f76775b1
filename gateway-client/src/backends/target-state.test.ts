import { expect, it } from "vitest";
import { sampleVersion } from "../../test/traffic/sample-parts.ts";
import { loadBackend } from "../snapshot/backend.ts";
import { TargetState } from "./target-state.ts";

const ejection = { consecutiveFailures: 3, baseMs: 1_000, mostMs: 3_000, ejectedPercentMax: 100 };

function newState(weight = 1): TargetState {
  const targets = [{ url: "http://a:1", weight }];
  const [target] = loadBackend({ ...sampleVersion().backend, targets }, "api", "/backend").targets;
  if (target === undefined) throw new TypeError("A backend has a target.");
  return new TargetState(target);
}

it("stays out twice as long each time, up to the most", () => {
  const state = newState();
  expect([0, 2_000, 5_000, 9_000].map((nowMs) => state.eject(nowMs, ejection))).toEqual([1_000, 2_000, 3_000, 3_000]);
  expect([state.isOut(11_999), state.isOut(12_000)]).toEqual([true, false]);
});

it("has one failure to spare when it is back, and all of them after it did well for as long as it was out", () => {
  const state = newState();
  state.eject(0, ejection);
  state.succeeded(1_500, ejection);
  expect(state.failed(ejection)).toBe(true);
  state.succeeded(2_500, ejection);
  expect([state.failed(ejection), state.failed(ejection), state.failed(ejection)]).toEqual([false, false, true]);
});

it("gets its share slowly after it came back", () => {
  const state = newState(10);
  expect(state.weight(0, 10_000)).toBe(10);
  state.checked(false, 0);
  state.checked(true, 1_000);
  expect([1_000, 3_000, 6_000, 11_000].map((nowMs) => state.weight(nowMs, 10_000))).toEqual([1, 2, 5, 10]);
  expect(state.weight(1_000, undefined)).toBe(10);
});

it("starts slowly after an ejection, too", () => {
  const state = newState(10);
  state.eject(0, ejection);
  expect([1_000, 6_000, 11_000].map((nowMs) => state.weight(nowMs, 10_000))).toEqual([1, 5, 10]);
});
