import { z } from "zod";

const bySlug = z.object({ slug: z.string(), name: z.string() });
const byId = z.object({ id: z.uuid(), name: z.string() });

/** The first few things of each kind that have the text in their name. */
export const foundView = z.object({
  apis: z.array(bySlug),
  products: z.array(bySlug),
  applications: z.array(byId.extend({ team: byId })),
  developers: z.array(byId),
});

export type FoundView = z.output<typeof foundView>;
