import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import { useWorld } from "../support/world.ts";

const world = useWorld();
const DAY_MS = 86_400_000;

it("the control plane hears once that a quota is nearly used, and once that it is", async () => {
  const quota = { calls: 10, periodMs: 7 * DAY_MS };
  const { gateway, controlPlane } = await world.serving({ snapshot: { quota } });
  const statuses: number[] = [];
  for (let call = 0; call < 13; call++) statuses.push((await gateway.call()).status);
  expect(statuses).toEqual([...Array(10).fill(200), 403, 403, 403]);
  await until("both levels are told", () => controlPlane.quotas.length >= 2);
  const period = Math.floor(Date.now() / quota.periodMs) + 1;
  const periodEndsAt = (period * quota.periodMs) / 1000;
  expect(controlPlane.quotas).toMatchObject([
    { kind: "quota", level: 80, periodEndsAt },
    { kind: "quota", level: 100, periodEndsAt },
  ]);
});
