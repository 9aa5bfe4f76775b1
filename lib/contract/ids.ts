import { z } from "zod";

/** The name of a thing in URLs, chosen once: what everything else refers to it by. */
export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "is not 1 to 63 lower-case letters, digits and inner hyphens");
