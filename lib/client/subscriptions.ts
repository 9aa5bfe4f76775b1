import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { createApplicationInput } from "../applications/input.ts";
import { requestInput } from "../subscriptions/input.ts";
import { type SubscriptionView, subscriptionView } from "../subscriptions/view.ts";
import type { Once } from "./once.ts";
import { type Answer, accepted, type ShownProblem, send } from "./send.ts";

/** How soon a decision is seen by who waits for it. */
const WAITING_EVERY_MS = 4_000;
const SETTLED_EVERY_MS = 30_000;

/** Stands for an application that is made on the way. */
export const NEW_APPLICATION = "new";

interface Asked {
  questions: { name: string; required: boolean }[];
  hasTerms: boolean;
  /** Whether an application is made on the way, and needs a name. */
  isNew: boolean;
}

/** What is asked on the way to a plan: an application, and what the plan wants to know. */
export function subscribeForm({ questions, hasTerms, isNew }: Asked) {
  const answer = requestInput.shape.answers.unwrap().valueType;
  return z.object({
    application: z.string().min(1),
    newName: isNew ? createApplicationInput.shape.name : z.string(),
    reason: requestInput.shape.reason,
    answers: z.object(
      Object.fromEntries(questions.map(({ name, required }) => [name, required ? answer.min(1) : answer])),
    ),
    isAccepted: hasTerms ? z.literal(true, "The terms of use have to be accepted.") : z.boolean(),
  });
}

export type SubscribeValues = z.output<ReturnType<typeof subscribeForm>>;

export function requestSubscription(
  values: z.output<typeof requestInput>,
  once: Once,
): Promise<Answer<SubscriptionView>> {
  return send("/api/v1/subscriptions", { method: "POST", body: values, once, answers: subscriptionView });
}

export function subscriptionQuery(initial: SubscriptionView) {
  return queryOptions({
    queryKey: ["subscriptions", initial.id],
    queryFn: async ({ signal }) =>
      accepted(await send(`/api/v1/subscriptions/${initial.id}`, { signal, answers: subscriptionView })),
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
  const answer = await send(`/api/v1/subscriptions/${id}/${action}`, { method: "POST", answers: subscriptionView });
  return answer.isOk ? { view: answer.value } : { problem: answer.problem };
}
