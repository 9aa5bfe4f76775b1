import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";

export const developerParams = z.object({ slug, id: z.uuid() });

export const listDevelopersInput = pageInput.extend({
  /** In the names of teams, applications and people. */
  search: z.string().trim().max(100).optional(),
});

export type ListDevelopersInput = z.output<typeof listDevelopersInput>;
