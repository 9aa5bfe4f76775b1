import { z } from "zod";
import type { ApplicationRow } from "./queries.ts";

export const applicationView = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  team: z.object({ id: z.uuid(), name: z.string(), isPersonal: z.boolean() }),
  rowVersion: z.int(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
});

/** As it stands in a list. The count is not of the application's own row, so that what its ETag covers stays without it. */
export const listedApplicationView = applicationView.extend({ openSubscriptions: z.int() });

export type ListedApplicationView = z.output<typeof listedApplicationView>;
export type ApplicationView = z.output<typeof applicationView>;

export function toApplicationView(row: ApplicationRow): ApplicationView {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    team: { id: row.team.id, name: row.team.name, isPersonal: row.team.personalOf !== null },
    rowVersion: row.rowVersion,
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}

export function toListedApplicationView(row: ApplicationRow): ListedApplicationView {
  return { ...toApplicationView(row), openSubscriptions: row._count.subscriptions };
}
