import { queryOptions } from "@tanstack/react-query";
import { queryString } from "./query.ts";
import { accepted, type ShownProblem, send } from "./send.ts";

/** A note that may be left out, and a reason that may not. */
export const noteForm = async () => (await inputs()).noteInput;
export const reasonForm = async () => {
  const [{ rejectInput }, { givenReason }] = await Promise.all([inputs(), import("./checks.ts")]);
  return rejectInput.extend({ note: givenReason.pipe(rejectInput.shape.note) });
};

const inputs = () => import("../subscriptions/input.ts");

export type SubscriptionVerb = "approve" | "reject" | "suspend" | "resume" | "cancel";

export async function moveSubscription(
  id: string,
  verb: SubscriptionVerb,
  note: string | undefined,
): Promise<ShownProblem | undefined> {
  const body = note === undefined || note === "" ? {} : { note };
  const answer = await send(`/api/v1/subscriptions/${id}/${verb}`, {
    method: "POST",
    body,
    answers: async () => (await import("../subscriptions/view.ts")).subscriptionView,
  });
  return answer.isOk ? undefined : answer.problem;
}

const OTHERS_MAX = 10;

/** The other subscriptions that an application has in the workspace. */
export function otherSubscriptionsQuery(workspace: string, application: string) {
  return queryOptions({
    queryKey: ["workspaces", workspace, "subscriptions", { application }],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/workspaces/${workspace}/subscriptions${queryString({ application, limit: OTHERS_MAX })}`;
      return accepted(
        await send(path, {
          signal,
          answers: async () =>
            (await import("../contract/paging.ts")).pageOf((await import("../subscriptions/view.ts")).subscriptionView),
        }),
      ).items;
    },
    staleTime: 30_000,
  });
}

/** What an application has called in the workspace in the last 30 days, by day and status. */
export function applicationUseQuery(workspace: string, application: string) {
  return queryOptions({
    queryKey: ["workspaces", workspace, "usage", { application }],
    queryFn: async ({ signal }) => {
      const query = queryString({ application, interval: "day", groupBy: "status" });
      return accepted(
        await send(`/api/v1/workspaces/${workspace}/usage${query}`, {
          signal,
          answers: async () => (await import("../analytics/view.ts")).usageView,
        }),
      );
    },
    staleTime: 60_000,
  });
}
