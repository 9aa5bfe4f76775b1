import { z } from "zod";

/* Of zod itself, in a file of their own: fetched as a whole it brings all of its languages. */

export const nothing = z.undefined();
export const pastedDescription = z.object({ text: z.string().min(1, "Paste a description.") });
export const givenReason = z.string().trim().min(1, "Say why.");
