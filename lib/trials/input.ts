import { z } from "zod";
import { slug } from "../contract/ids.ts";

/** In base64, which is a third longer than the bytes. */
const BODY_TEXT_MAX = 1_400_000;

/** A call that a reader of the portal sends to try an operation. */
export const trialInput = z.strictObject({
  workspace: slug,
  api: slug,
  version: z.string().min(1).max(63),
  method: z.enum(["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"]),
  /** Below the address of the version, with the query: `/orders?limit=2`. */
  path: z.string().startsWith("/").max(8_000),
  headers: z
    .array(
      z.tuple([
        z.string().regex(/^[a-zA-Z0-9!#$%&'*+.^_`|~-]{1,100}$/, "is not a header name"),
        z
          .string()
          .max(8_000)
          .regex(/^[\t\x20-\x7e\x80-\xff]*$/, "holds characters that no header takes"),
      ]),
    )
    .max(60),
  body: z.base64().max(BODY_TEXT_MAX).nullable(),
});

export type TrialInput = z.output<typeof trialInput>;
