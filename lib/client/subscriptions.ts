import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { RequestInput } from "../subscriptions/input.ts";
import type { SubscriptionView } from "../subscriptions/view.ts";
import type { Once } from "./once.ts";
import { type Answer, accepted, type ShownProblem, send } from "./send.ts";
import type * as Checks from "./subscription-checks.ts";

/** How soon a decision is seen by who waits for it. */
const WAITING_EVERY_MS = 4_000;
const SETTLED_EVERY_MS = 30_000;

/** Stands for an application that is made on the way. */
export const NEW_APPLICATION = "new";

export type SubscribeValues = z.output<ReturnType<typeof Checks.subscribeForm>>;

const checks = () => import("./subscription-checks.ts");
const answers = async () => (await checks()).subscriptionView;

export const subscribeForm = (asked: Checks.Asked) => async () => (await checks()).subscribeForm(asked);

export function requestSubscription(values: RequestInput, once: Once): Promise<Answer<SubscriptionView>> {
  return send("/api/v1/subscriptions", { method: "POST", body: values, once, answers });
}

export function subscriptionQuery(initial: SubscriptionView) {
  return queryOptions({
    queryKey: ["subscriptions", initial.id],
    queryFn: async ({ signal }) => accepted(await send(`/api/v1/subscriptions/${initial.id}`, { signal, answers })),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.state === "submitted" ? WAITING_EVERY_MS : SETTLED_EVERY_MS),
  });
}

/** What a member of its team may do to a subscription. */
export type HolderAction = "pause" | "unpause" | "renew" | "cancel";

export async function moveOwnSubscription(
  id: string,
  action: HolderAction,
): Promise<{ view: SubscriptionView } | { problem: ShownProblem }> {
  const answer = await send(`/api/v1/subscriptions/${id}/${action}`, { method: "POST", answers });
  return answer.isOk ? { view: answer.value } : { problem: answer.problem };
}
