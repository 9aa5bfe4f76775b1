import { z } from "zod";
import { createApplicationInput } from "../applications/input.ts";
import { requestInput } from "../subscriptions/input.ts";

export { subscriptionView } from "../subscriptions/view.ts";

export interface Asked {
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
