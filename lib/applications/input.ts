import { z } from "zod";
import { pageInput } from "../contract/paging.ts";

export const applicationParams = z.object({ id: z.uuid() });

const name = z.string().trim().min(1).max(100);
const description = z.string().trim().max(2_000);

export const createApplicationInput = z.strictObject({
  name,
  description: description.default(""),
  /** One of the own teams; the personal one when left out. A service token must name one. */
  teamId: z.uuid().optional(),
});

export const changeApplicationInput = z.strictObject({ name: name.optional(), description: description.optional() });

/** An application with open subscriptions is archived only when it is said that they are cancelled. */
export const archiveApplicationInput = z.strictObject({ subscriptions: z.literal("cancel").optional() });

export const listApplicationsInput = pageInput.extend({
  search: z.string().trim().max(100).optional(),
  team: z.uuid().optional(),
  archived: z.enum(["true", "false"]).default("false"),
});

export type CreateApplicationInput = z.output<typeof createApplicationInput>;
export type ChangeApplicationInput = z.output<typeof changeApplicationInput>;
export type ArchiveApplicationInput = z.output<typeof archiveApplicationInput>;
export type ListApplicationsInput = z.output<typeof listApplicationsInput>;
