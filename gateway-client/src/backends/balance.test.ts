import { expect, it } from "vitest";
import { sampleVersion } from "../../test/traffic/sample-parts.ts";
import { loadBackend } from "../snapshot/backend.ts";
import { balancerOf, type Candidate } from "./balance.ts";
import { TargetState } from "./target-state.ts";

const KEYS = 12_000;
const byHeader = balancerOf({ loadBalancing: "consistent-hash", hashBy: { source: "header", name: "X-User" } });

function candidatesOf(weights: readonly number[]): Candidate[] {
  const targets = weights.map((weight, index) => ({ url: `http://target-${index}:9000`, weight }));
  const { targets: loaded } = loadBackend({ ...sampleVersion().backend, targets }, "api", "/backend");
  return loaded.map((target) => ({ state: new TargetState(target), weight: target.weight }));
}

/** Which target each of many callers has. */
function placesAmong(candidates: readonly Candidate[]): (string | undefined)[] {
  return Array.from({ length: KEYS }, (_, key) => {
    const caller = { clientAddress: "192.0.2.1", caller: undefined, header: () => `user-${key}` };
    return byHeader(candidates, caller)?.target.url;
  });
}

it("gives each target callers by its weight, within what chance allows", () => {
  const places = placesAmong(candidatesOf([3, 2, 1]));
  [6_000, 4_000, 2_000].forEach((expected, index) => {
    const share = places.filter((url) => url === `http://target-${index}:9000`).length;
    // five standard deviations of a binomial share are below 280
    expect(Math.abs(share - expected)).toBeLessThan(280);
  });
});

it("moves only the callers of a target that goes, and spreads them over all others", () => {
  const all = candidatesOf([1, 1, 1, 1, 1]);
  const before = placesAmong(all);
  const after = placesAmong(all.slice(1));
  const gone = "http://target-0:9000";
  expect(before.every((url, key) => url === gone || after[key] === url)).toBe(true);
  const heirs = Map.groupBy(
    after.filter((_, key) => before[key] === gone),
    (url) => url,
  );
  expect(heirs.size).toBe(4);
});

it("moves no callers but to a target that comes, or whose weight grows", () => {
  const before = placesAmong(candidatesOf([1, 1, 1]));
  const after = placesAmong(candidatesOf([1, 1, 2]));
  expect(before.every((url, key) => after[key] === url || after[key] === "http://target-2:9000")).toBe(true);
});

it("spreads a heavy target's turns evenly: five to one to one is aabacaa", () => {
  const inTurn = balancerOf({ loadBalancing: "round-robin" });
  const candidates = candidatesOf([5, 1, 1]);
  const nobody = { clientAddress: "", caller: undefined, header: () => undefined };
  const turn = Array.from({ length: 7 }, () => inTurn(candidates, nobody)?.target.url.at(14));
  expect(turn.join("")).toBe("0010200");
});
