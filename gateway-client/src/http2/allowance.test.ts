import { expect, it } from "vitest";
import { Allowance } from "./allowance.ts";

it("grants a burst, then so many a second, and what is given back", () => {
  const allowance = new Allowance(3, 2, 0);
  const take = (nowMs: number) => allowance.take(nowMs);
  expect([take(0), take(0), take(0), take(0)]).toEqual([true, true, true, false]);
  expect([take(500), take(500)]).toEqual([true, false]);
  allowance.giveBack();
  expect([take(500), take(500)]).toEqual([true, false]);
  expect([take(60_000), take(60_000), take(60_000), take(60_000)]).toEqual([true, true, true, false]);
});
