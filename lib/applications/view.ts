import { z } from "zod";
import type { ApplicationRow } from "./queries.ts";

export const applicationView = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  team: z.object({ id: z.uuid(), name: z.string(), isPersonal: z.boolean() }),
  openSubscriptions: z.int(),
  rowVersion: z.int(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
});

export type ApplicationView = z.output<typeof applicationView>;

export function toApplicationView(row: ApplicationRow): ApplicationView {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    team: { id: row.team.id, name: row.team.name, isPersonal: row.team.personalOf !== null },
    openSubscriptions: row._count.subscriptions,
    rowVersion: row.rowVersion,
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}
