import { Problem } from "../contract/problem.ts";
import type { SubscriptionState } from "../contract/snapshot.ts";

export const subscriptionEvents = [
  "approve",
  "reject",
  "suspend",
  "resume",
  "pause",
  "unpause",
  "expire",
  "renew",
  "change-plan",
  "transfer",
  "cancel",
] as const;

export type SubscriptionEvent = (typeof subscriptionEvents)[number];
export type Approval = "auto" | "manual";

/** Where an event leads, or where it leads by the plan's manner of approval. */
type Target = SubscriptionState | Record<Approval, SubscriptionState>;

const onRequest: Record<Approval, SubscriptionState> = { auto: "active", manual: "submitted" };

/** The whole life of a subscription. What is not in it cannot happen. */
const transitions: Record<SubscriptionState, Partial<Record<SubscriptionEvent, Target>>> = {
  submitted: { approve: "active", reject: "rejected", cancel: "cancelled" },
  active: {
    suspend: "suspended",
    pause: "paused",
    expire: "expired",
    "change-plan": "active",
    transfer: "active",
    cancel: "cancelled",
  },
  suspended: { resume: "active", expire: "expired", cancel: "cancelled" },
  paused: { unpause: "active", expire: "expired", transfer: "paused", cancel: "cancelled" },
  expired: { renew: onRequest, cancel: "cancelled" },
  rejected: {},
  cancelled: {},
};

/** States that take one of the places which a plan allows an application. */
export const openStates: readonly SubscriptionState[] = ["submitted", "active", "suspended", "paused"];

/** States in which the clock may end a subscription. */
export const endingStates: readonly SubscriptionState[] = ["active", "suspended", "paused"];

/** What a member of the workspace, or of the team, may ask for at `/subscriptions/{id}/{action}`. */
export const decisions = ["approve", "reject", "suspend", "resume"] as const;
const teamActions = ["pause", "unpause", "renew"] as const;
export const subscriptionActions = [...decisions, ...teamActions, "cancel"] as const;

export type Decision = (typeof decisions)[number];
export type SubscriptionAction = (typeof subscriptionActions)[number];

/** What the rules need to know of a subscription. */
export interface SubscriptionFacts {
  state: SubscriptionState;
  workspaceId: string;
  requestedById: string | null;
  requestedByTokenId: string | null;
  endsAt: Date | null;
  application: { teamId: string };
  workspace: { mayDecideOwnRequest: boolean };
}

/** Whether the table has such an edge. */
export function hasEdge(state: SubscriptionState, event: SubscriptionEvent): boolean {
  return transitions[state][event] !== undefined;
}

/** The state in which a request begins. */
export function firstState(approval: Approval): SubscriptionState {
  return onRequest[approval];
}

/** The state after an event; `wrong-state` when the table has no such edge. */
export function nextState(state: SubscriptionState, event: SubscriptionEvent, approval: Approval): SubscriptionState {
  const target = transitions[state][event];
  if (target === undefined) throw new Problem("wrong-state", `The subscription is ${state}.`, { state });
  return typeof target === "string" ? target : target[approval];
}

/** Resuming what the clock has ended would open it for the moments until the clock comes by. */
export function assertNotOver(subscription: SubscriptionFacts, now: Date): void {
  if (subscription.endsAt && subscription.endsAt <= now) {
    throw new Problem("wrong-state", `It ended at ${subscription.endsAt.toISOString()}; renew it.`, {
      state: "expired",
    });
  }
}

/** The dates of a subscription that comes into a state now: one that waits has none. */
export function datesOf(state: SubscriptionState, now: Date, durationDays: number | null) {
  return state === "active" ? { startsAt: now, endsAt: endOf(now, durationDays) } : { startsAt: null, endsAt: null };
}

/** When a subscription that begins now ends by its plan; null for never. */
function endOf(startsAt: Date, durationDays: number | null): Date | null {
  return durationDays === null ? null : new Date(startsAt.getTime() + durationDays * 86_400_000);
}
