import { z } from "zod";

const TAGS_MAX = 50;
const URLS_MAX = 20;

/** Everything of the API, or what has one of the tags, or one of the URLs. */
export const purgeInput = z.union([
  z.strictObject({ all: z.literal(true) }),
  z.strictObject({
    tags: z
      .array(
        z
          .string()
          .min(1)
          .max(200)
          .regex(/^[^\s,]+$/, "holds white space or a comma, which part tags"),
      )
      .min(1)
      .max(TAGS_MAX),
  }),
  z.strictObject({
    urls: z
      .array(
        z
          .string()
          .max(500)
          .regex(/^\/[\x21-\x7e]*$/, "is not a path as callers send it, such as /orders/42 or /orders/*"),
      )
      .min(1)
      .max(URLS_MAX),
  }),
]);

export type PurgeInput = z.infer<typeof purgeInput>;
