import { describe, expect, test } from "vitest";
import type { Actor, UserActor } from "../authz/actor.ts";
import type { Role } from "../authz/permissions.ts";
import {
  authorizeCancelling,
  authorizeDecision,
  authorizeHolder,
  authorizeReading,
  possibleActions,
} from "./access.ts";
import type { SubscriptionFacts } from "./subscription.ts";

const now = new Date("2026-11-20T10:00:00Z");
const approver = user("approver", { role: "approver" });
const developer = user("developer", { team: "team" });
const both = user("both", { role: "owner", team: "team" });
const viewer = user("viewer", { role: "viewer" });
const stranger = user("stranger", {});

describe("the actions that are offered", () => {
  test.each<[string, Actor, SubscriptionFacts["state"], string[]]>([
    ["an approver decides on a request", approver, "submitted", ["approve", "reject", "cancel"]],
    ["an approver suspends what is active", approver, "active", ["suspend", "cancel"]],
    ["the team pauses and cancels", developer, "active", ["pause", "cancel"]],
    ["the team renews", developer, "expired", ["renew", "cancel"]],
    ["the team does not resume what an approver suspended", developer, "suspended", ["cancel"]],
    ["an owner in the applying team does not decide", both, "submitted", ["cancel"]],
    ["a viewer does nothing", viewer, "submitted", []],
    ["a stranger does nothing", stranger, "active", []],
    ["nobody acts on what is rejected", both, "rejected", []],
  ])("%s", (_, actor, state, actions) => {
    expect(possibleActions(actor, facts(state), now)).toEqual(actions);
  });

  test("an owner decides on the own team's request where the workspace allows it", () => {
    const allowed = { ...facts("submitted"), workspace: { mayDecideOwnRequest: true } };
    expect(possibleActions(both, allowed, now)).toEqual(["approve", "reject", "cancel"]);
  });

  test("nothing that is over is resumed", () => {
    expect(possibleActions(approver, { ...facts("suspended"), endsAt: now }, now)).toEqual(["cancel"]);
  });
});

describe("who is let in", () => {
  const gates = {
    read: authorizeReading,
    approve: (actor: Actor, subscription: SubscriptionFacts) => authorizeDecision(actor, "approve", subscription),
    pause: authorizeHolder,
    cancel: authorizeCancelling,
  };

  test.each<[Actor & { name: string }, keyof typeof gates, string | undefined]>([
    [approver, "read", undefined],
    [developer, "read", undefined],
    [viewer, "read", undefined],
    [stranger, "read", "not-found"],
    [approver, "approve", undefined],
    [developer, "approve", "own-request"],
    [both, "approve", "own-request"],
    [viewer, "approve", "not-permitted"],
    [stranger, "approve", "not-found"],
    [developer, "pause", undefined],
    [both, "pause", undefined],
    [approver, "pause", "not-permitted"],
    [stranger, "pause", "not-found"],
    [developer, "cancel", undefined],
    [approver, "cancel", undefined],
    [viewer, "cancel", "not-permitted"],
    [stranger, "cancel", "not-found"],
  ])("$name, $1: $2", (actor, gate, slug) => {
    const enter = () => gates[gate](actor, facts("submitted"));
    if (slug === undefined) expect(enter).not.toThrow();
    else expect(enter).toThrow(expect.objectContaining({ slug }));
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

function user(id: string, { role, team }: { role?: Role; team?: string }): UserActor {
  return {
    kind: "user",
    id,
    name: id,
    email: `${id}@example.com`,
    isAdmin: false,
    roles: new Map(role ? [["workspace", role]] : []),
    teams: new Map(team ? [[team, "member"]] : []),
  };
}
