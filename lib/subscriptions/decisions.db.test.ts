import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "../authz/actor.ts";
import { allPermissions } from "../authz/permissions.ts";
import type { Context } from "../context.ts";
import { testDatabase } from "../db/testing.ts";
import { partName } from "../publishing/mark-changed.ts";
import { approveSubscription } from "./approve.ts";
import { cancelSubscription } from "./cancel.ts";
import { pauseSubscription } from "./pause.ts";
import { getSubscription, moveState } from "./queries.ts";
import { rejectSubscription } from "./reject.ts";
import { requestSubscription } from "./request.ts";
import { resumeSubscription } from "./resume.ts";
import { suspendSubscription } from "./suspend.ts";
import {
  type Market,
  offerPlan,
  openApplication,
  openMarket,
  partsChanged,
  race,
  refusal,
  subscribe,
} from "./testing.ts";
import { unpauseSubscription } from "./unpause.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
beforeAll(async () => {
  market = await openMarket(db);
});

type Who = "approver" | "developer";
type Verb = (ctx: Context, id: string) => Promise<{ state: string }>;

/** verb, who may, the verbs before it, the state after it. */
const edges: Record<string, { run: Verb; who: Who; from: string[]; to: string }> = {
  approve: {
    run: (ctx, id) => approveSubscription(ctx, id, { note: "Welcome" }),
    who: "approver",
    from: [],
    to: "active",
  },
  reject: {
    run: (ctx, id) => rejectSubscription(ctx, id, { note: "Too much" }),
    who: "approver",
    from: [],
    to: "rejected",
  },
  suspend: { run: (ctx, id) => suspendSubscription(ctx, id, {}), who: "approver", from: ["approve"], to: "suspended" },
  resume: {
    run: (ctx, id) => resumeSubscription(ctx, id, {}),
    who: "approver",
    from: ["approve", "suspend"],
    to: "active",
  },
  pause: { run: pauseSubscription, who: "developer", from: ["approve"], to: "paused" },
  unpause: { run: unpauseSubscription, who: "developer", from: ["approve", "pause"], to: "active" },
  cancel: { run: (ctx, id) => cancelSubscription(ctx, id, {}), who: "developer", from: [], to: "cancelled" },
};
const edge = (name: string) => edges[name] ?? expect.unreachable(name);

async function subscriptionReadyFor(name: string): Promise<string> {
  const id = await subscribe(started, market);
  for (const step of edge(name).from) await edge(step).run(contextOf(market[edge(step).who]), id);
  return id;
}

describe.each(Object.keys(edges))("%s", (name) => {
  const { run, who, to } = edge(name);

  test("moves the subscription, and leaves an audit entry and a part to rebuild", async () => {
    const id = await subscriptionReadyFor(name);
    await expect(run(contextOf(market[who]), id)).resolves.toMatchObject({ id, state: to });

    const entry = await db.auditEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(entry).toMatchObject({ action: `subscription.${name}`, subjectId: id, actorId: market[who].id });
    const change = await db.snapshotChange.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(change).toMatchObject({ part: partName.subscription(id), auditId: entry.id });
  });

  test("is refused in a state that has no such edge", async () => {
    const id = await subscriptionReadyFor("cancel");
    await edge("cancel").run(contextOf(market.developer), id);
    await expect(run(contextOf(market[who]), id)).rejects.toEqual(refusal("wrong-state"));
  });

  test("is refused for a role that is too small, and hidden from another workspace", async () => {
    const id = await subscriptionReadyFor(name);
    await expect(run(contextOf(market.viewer), id)).rejects.toEqual(refusal("not-permitted"));
    await expect(run(contextOf(market.stranger), id)).rejects.toEqual(refusal("not-found"));
  });

  test("is won by exactly one of two", async () => {
    const id = await subscriptionReadyFor(name);
    const second = who === "approver" ? market.otherApprover : market.colleague;
    await expect(race(run(contextOf(market[who]), id), run(contextOf(second), id))).resolves.toEqual({
      won: 1,
      lost: [409],
    });
  });
});

describe("nobody decides on their own request", () => {
  test.each<keyof typeof edges>(["approve", "reject", "suspend", "resume"])("%s", async (name) => {
    const id = await subscriptionReadyFor(name);
    for (const actor of [market.developer, market.colleague] satisfies UserActor[]) {
      await expect(edge(name).run(contextOf(actor), id)).rejects.toEqual(refusal("own-request"));
    }
  });

  test("nor does the service token that asked", async () => {
    const { planId } = await offerPlan(started, market);
    const applicationId = await openApplication(started, market);
    const token = { kind: "service" as const, name: "CI", workspaceId: undefined, scopes: new Set(allPermissions) };
    const [asking, other] = [randomUUID(), randomUUID()].map((id) => contextOf({ ...token, id }));
    if (!asking || !other) expect.unreachable();
    const { id } = await requestSubscription(asking, { applicationId, planId, reason: "", answers: {} });
    await expect(approveSubscription(asking, id, {})).rejects.toEqual(refusal("own-request"));
    await expect(approveSubscription(other, id, {})).resolves.toMatchObject({ state: "active" });
  });

  test("unless the workspace turned the rule off", async () => {
    const relaxed = await openMarket(db);
    await db.workspace.update({ where: { id: relaxed.workspaceId }, data: { mayDecideOwnRequest: true } });
    const id = await subscribe(started, relaxed);
    await expect(approveSubscription(contextOf(relaxed.colleague), id, {})).resolves.toMatchObject({ state: "active" });
  });
});

test("the decision says who, when and why, and the term begins with it", async () => {
  const id = await subscribe(started, market, { duration: "30d" });
  const now = new Date("2026-11-20T10:00:00.000Z");
  await expect(approveSubscription(contextOf(market.approver, now), id, { note: "Welcome" })).resolves.toMatchObject({
    decidedBy: { name: "approver" },
    decidedAt: "2026-11-20T10:00:00.000Z",
    decisionNote: "Welcome",
    startsAt: "2026-11-20T10:00:00.000Z",
    endsAt: "2026-12-20T10:00:00.000Z",
  });
});

test("what the clock is about to end is not resumed", async () => {
  const now = new Date("2026-11-20T10:00:00.000Z");
  const id = await subscribe(started, market, { duration: "1d", approval: "auto" }, now);
  await suspendSubscription(contextOf(market.approver, now), id, {});
  const nextDay = new Date("2026-11-21T10:00:00.000Z");
  await expect(resumeSubscription(contextOf(market.approver, nextDay), id, {})).rejects.toEqual(refusal("wrong-state"));
});

test("a move from a state that is past loses the race", async () => {
  const id = await subscribe(started, market);
  const before = await getSubscription(db, id);
  await approveSubscription(contextOf(market.approver), id, {});
  await expect(db.$transaction((tx) => moveState(tx, before, "rejected"))).rejects.toEqual(refusal("lost-race"));
});

test("a refused verb leaves no part to rebuild", async () => {
  const id = await subscribe(started, market);
  const parts = await partsChanged(db);
  await expect(approveSubscription(contextOf(market.viewer), id, {})).rejects.toEqual(refusal("not-permitted"));
  await expect(partsChanged(db)).resolves.toEqual(parts);
});
