import type { Actor } from "../authz/actor.ts";
import { authorize, authorizeTeam, isInside, may } from "../authz/authorize.ts";
import { Problem } from "../contract/problem.ts";
import type { Side } from "./queries.ts";
import {
  type Decision,
  decisions,
  hasEdge,
  type SubscriptionAction,
  type SubscriptionFacts,
  subscriptionActions,
} from "./subscription.ts";

/** Lets in members of the workspace and of the team that holds the subscription; for others it does not exist. */
export function authorizeReading(actor: Actor, subscription: SubscriptionFacts): void {
  if (may(actor, "subscription.read", subscription.workspaceId)) return;
  if (isInside(actor, subscription.workspaceId) && !isApplicantsSide(actor, subscription)) {
    throw new Problem("not-permitted", "This needs subscription.read.");
  }
  authorizeTeam(actor, "application.read", subscription.application.teamId);
}

/** Lets in who decides for the workspace: never the applicant's side, unless the workspace turned that rule off. */
export function authorizeDecision(actor: Actor, decision: Decision, subscription: SubscriptionFacts): void {
  const isApplicant = isApplicantsSide(actor, subscription);
  if (isApplicant && !isInside(actor, subscription.workspaceId)) throw new Problem("own-request");
  authorize(actor, `subscription.${decision}`, subscription.workspaceId);
  if (isApplicant && !subscription.workspace.mayDecideOwnRequest) throw new Problem("own-request");
}

/** Lets in the team that holds the subscription. Members of the workspace see it, so that they are told 403, not 404. */
export function authorizeHolder(actor: Actor, subscription: SubscriptionFacts): void {
  if (isInside(actor, subscription.workspaceId) && actor.kind === "user" && !isApplicantsSide(actor, subscription)) {
    throw new Problem("not-permitted", "Only the team that holds the subscription may do this.");
  }
  authorizeTeam(actor, "subscription.request", subscription.application.teamId);
}

/** Cancelling is open to both sides. */
export function authorizeCancelling(actor: Actor, subscription: SubscriptionFacts): void {
  if (may(actor, "subscription.cancel", subscription.workspaceId)) return;
  authorizeHolder(actor, subscription);
}

/** The actions that the actor may take now: what a screen offers. */
export function possibleActions(actor: Actor, subscription: SubscriptionFacts, now: Date): SubscriptionAction[] {
  const isOver = subscription.endsAt !== null && subscription.endsAt <= now;
  return subscriptionActions.filter((action) => {
    if (!hasEdge(subscription.state, action)) return false;
    if (isOver && (action === "resume" || action === "unpause")) return false;
    if (isDecision(action)) return mayDecide(actor, action, subscription);
    if (actsForTeam(actor, subscription)) return true;
    return action === "cancel" && may(actor, "subscription.cancel", subscription.workspaceId);
  });
}

/** The person and teams whose requests the actor does not decide on; of a service token it is known only request by request. */
export function sideOf(actor: Actor): Side {
  if (actor.kind !== "user") return { userId: NOBODY, teamIds: [] };
  return { userId: actor.id, teamIds: [...actor.teams.keys()] };
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Everybody of the team stands on the applicant's side; so does the service token that asked. */
function isApplicantsSide(actor: Actor, subscription: SubscriptionFacts): boolean {
  if (actor.kind === "service") return actor.id === subscription.requestedByTokenId;
  if (actor.kind !== "user") return false;
  return actor.id === subscription.requestedById || actor.teams.has(subscription.application.teamId);
}

function mayDecide(actor: Actor, decision: Decision, subscription: SubscriptionFacts): boolean {
  if (!may(actor, `subscription.${decision}`, subscription.workspaceId)) return false;
  return subscription.workspace.mayDecideOwnRequest || !isApplicantsSide(actor, subscription);
}

function actsForTeam(actor: Actor, subscription: SubscriptionFacts): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "service") return actor.workspaceId === undefined && actor.scopes.has("subscription.request");
  if (actor.kind !== "user" || !actor.teams.has(subscription.application.teamId)) return false;
  return actor.scopes === undefined || actor.scopes.has("subscription.request");
}

function isDecision(action: SubscriptionAction): action is Decision {
  return (decisions as readonly string[]).includes(action);
}
