import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";
import { subscriptionState } from "../contract/snapshot.ts";

export const subscriptionParams = z.object({ id: z.uuid() });

const reason = z.string().trim().max(2_000);

export const requestInput = z.strictObject({
  applicationId: z.uuid(),
  planId: z.uuid(),
  /** What it is for; approvers read it. */
  reason: reason.default(""),
  /** By the names of the plan's questions. */
  answers: z.record(z.string().max(50), z.string().trim().max(2_000)).default({}),
  /** The version of the product's terms of use that was read and accepted. */
  acceptedTermsVersion: z.int().positive().optional(),
});

/** A note that the developer reads. */
export const noteInput = z.strictObject({ note: reason.optional() });
export const rejectInput = z.strictObject({ note: reason.min(1, { message: "says no reason" }) });

const states = z.array(subscriptionState).max(7).optional();

export const listSubscriptionsInput = pageInput.extend({
  state: states,
  product: slug.optional(),
  plan: slug.optional(),
  application: z.uuid().optional(),
  team: z.uuid().optional(),
  /** Requests of the reader's own side, on which they do not decide, or those of everybody else. */
  side: z.enum(["mine", "others"]).optional(),
  /** What somebody has decided on, by hand. */
  decided: z.enum(["by-me", "by-anyone"]).optional(),
  /** In the names of application, team, applicant, product, its APIs, and plan. */
  search: z.string().trim().max(100).optional(),
  order: z.enum(["newest", "oldest"]).default("newest"),
});

export const listOwnSubscriptionsInput = pageInput.extend({
  state: states,
  application: z.uuid().optional(),
  /** In the names of application, team, applicant, product and plan. */
  search: z.string().trim().max(100).optional(),
  order: z.enum(["newest", "oldest"]).default("newest"),
});

export type RequestInput = z.output<typeof requestInput>;
export type NoteInput = z.output<typeof noteInput>;
export type RejectInput = z.output<typeof rejectInput>;
export type ListSubscriptionsInput = z.output<typeof listSubscriptionsInput>;
export type ListOwnSubscriptionsInput = z.output<typeof listOwnSubscriptionsInput>;
