import { z } from "zod";
import { reviewView } from "../approvals/view.ts";
import { pageOf } from "../contract/paging.ts";
import { subscriptionView } from "../subscriptions/view.ts";
import { memberView } from "../workspaces/view.ts";

export { waitingView } from "../approvals/view.ts";
export { revisionView } from "../catalog/view.ts";
export { subscriptionView } from "../subscriptions/view.ts";

export const requestPage = pageOf(subscriptionView);
export const reviewPage = pageOf(reviewView);
export const memberPage = pageOf(memberView);

const operation = z.object({ key: z.string(), method: z.string(), template: z.string() });
export const changes = z.object({
  added: z.array(operation),
  changed: z.array(operation),
  removed: z.array(operation),
  unchanged: z.int(),
});
