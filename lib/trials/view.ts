import { z } from "zod";

/** What the gateway answered to a trial. */
export const trialView = z.object({
  /** As it was called. */
  url: z.string(),
  status: z.int(),
  statusText: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.base64(),
  /** Whether the body goes on beyond what is shown. */
  isCut: z.boolean(),
  bytes: z.int(),
  durationMs: z.int(),
  /** Under which the gateway has logged the call. */
  requestId: z.string().nullable(),
});

export type TrialView = z.output<typeof trialView>;
