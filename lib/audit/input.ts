import { z } from "zod";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../db/paging.ts";

export const auditQuery = pageInput.extend({
  /** Left out: what belongs to no workspace. */
  workspace: slug.optional(),
  action: z.string().max(100).optional(),
  subjectType: z.string().max(50).optional(),
  subjectId: z.string().max(100).optional(),
  actorId: z.string().max(100).optional(),
});

export type AuditQuery = z.output<typeof auditQuery>;
