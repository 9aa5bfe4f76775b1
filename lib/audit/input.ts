import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";

export const auditQuery = pageInput.extend({
  /** Left out: what belongs to no workspace. */
  workspace: slug.optional(),
  action: z.string().max(100).optional(),
  subjectType: z.string().max(50).optional(),
  subjectId: z.string().max(100).optional(),
  actorId: z.string().max(100).optional(),
  /** Part of the name of who acted, of the action, or of the subject's name; or the whole id of the subject. */
  search: z.string().trim().max(200).optional(),
  /** From this time on. */
  from: z.iso.datetime().optional(),
  /** Before this time. */
  until: z.iso.datetime().optional(),
});

export const chainQuery = z.object({
  /** The id of the entry with which the last call ended; left out: from the first entry on. */
  after: z
    .string()
    .regex(/^\d{1,18}$/, "is not the id of an entry")
    .optional(),
});

export type AuditQuery = z.output<typeof auditQuery>;
export type ChainQuery = z.output<typeof chainQuery>;
