import { describe, expect, test } from "vitest";
import { subscriptionState } from "../contract/snapshot.ts";
import {
  assertNotOver,
  datesOf,
  firstState,
  nextState,
  type SubscriptionEvent,
  type SubscriptionFacts,
  subscriptionEvents,
} from "./subscription.ts";

/** The table of the domain once more, as one reads it: state → event → state. A dot refuses. */
const expected = `
            approve  reject   suspend   resume  pause   unpause  expire   renew   change-plan  transfer  cancel
submitted   active   rejected .         .       .       .        .        .       .            .         cancelled
active      .        .        suspended .       paused  .        expired  .       active       active    cancelled
suspended   .        .        .         active  .       .        expired  .       .            .         cancelled
paused      .        .        .         .       .       active   expired  .       .            paused    cancelled
expired     .        .        .         .       .       .        .        active  .            .         cancelled
rejected    .        .        .         .       .       .        .        .       .            .         .
cancelled   .        .        .         .       .       .        .        .       .            .         .
`;

describe("the table of subscription states", () => {
  const [head = [], ...rows] = expected
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));

  test("is walked whole: every state and every event", () => {
    expect(rows.map(([state]) => state)).toEqual(subscriptionState.options);
    expect(head).toEqual([...subscriptionEvents]);
  });

  const cases = rows.flatMap(([state = "", ...targets]) => targets.map((to, i) => [state, head[i] ?? "", to] as const));
  test.each(cases)("%s, %s: %s", (state, event, to) => {
    const walk = () => nextState(subscriptionState.parse(state), event as SubscriptionEvent, "auto");
    if (to === ".") expect(walk).toThrow(`The subscription is ${state}.`);
    else expect(walk()).toBe(to);
  });

  test("a request and a renewal wait for an approver where the plan asks for one", () => {
    expect(firstState("auto")).toBe("active");
    expect(firstState("manual")).toBe("submitted");
    expect(nextState("expired", "renew", "manual")).toBe("submitted");
  });
});

describe("dates", () => {
  const startsAt = new Date("2026-11-20T10:00:00Z");

  test("a subscription ends its plan's days after it begins", () => {
    expect(datesOf("active", startsAt, 30)).toEqual({ startsAt, endsAt: new Date("2026-12-20T10:00:00Z") });
    expect(datesOf("active", startsAt, null)).toEqual({ startsAt, endsAt: null });
    expect(datesOf("submitted", startsAt, 30)).toEqual({ startsAt: null, endsAt: null });
  });

  test("what is over is renewed, not resumed", () => {
    const over = { ...facts("suspended"), endsAt: startsAt };
    expect(() => assertNotOver(over, startsAt)).toThrow("renew it");
    expect(() => assertNotOver(over, new Date(startsAt.getTime() - 1))).not.toThrow();
  });
});

function facts(state: SubscriptionFacts["state"]): SubscriptionFacts {
  return {
    state,
    workspaceId: "workspace",
    requestedById: "developer",
    requestedByTokenId: null,
    endsAt: null,
    application: { teamId: "team" },
    workspace: { mayDecideOwnRequest: false },
  };
}
