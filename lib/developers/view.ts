import { z } from "zod";
import type { DeveloperRow, listPeople } from "./queries.ts";

const application = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  isArchived: z.boolean(),
  activeSubscriptions: z.int(),
});

/** A team that subscribes to a workspace, as the workspace sees it. */
export const developerView = z.object({
  id: z.uuid(),
  name: z.string(),
  isPersonal: z.boolean(),
  members: z.int(),
  applications: z.array(application),
  activeSubscriptions: z.int(),
  waitingSubscriptions: z.int(),
  firstRequestAt: z.iso.datetime(),
  lastRequestAt: z.iso.datetime(),
});

export const developerDetailView = developerView.extend({
  people: z.array(z.object({ name: z.string(), email: z.string(), role: z.enum(["owner", "member"]) })),
});

export type DeveloperView = z.output<typeof developerView>;
export type DeveloperDetailView = z.output<typeof developerDetailView>;

export function toDeveloperView(row: DeveloperRow): DeveloperView {
  const subscriptions = row.applications.flatMap((application) => application.subscriptions);
  const asked = subscriptions.map(({ createdAt }) => createdAt.toISOString()).sort();
  return {
    id: row.id,
    name: row.name,
    isPersonal: row.personalOf !== null,
    members: row._count.members,
    applications: row.applications.map(({ id, name, description, archivedAt, subscriptions }) => ({
      id,
      name,
      description,
      isArchived: archivedAt !== null,
      activeSubscriptions: countIn(subscriptions, "active"),
    })),
    activeSubscriptions: countIn(subscriptions, "active"),
    waitingSubscriptions: countIn(subscriptions, "submitted"),
    firstRequestAt: asked[0] ?? row.createdAt.toISOString(),
    lastRequestAt: asked.at(-1) ?? row.createdAt.toISOString(),
  };
}

export function toDeveloperDetailView(
  row: DeveloperRow,
  people: Awaited<ReturnType<typeof listPeople>>,
): DeveloperDetailView {
  return { ...toDeveloperView(row), people: people.map(({ role, user }) => ({ ...user, role })) };
}

function countIn(subscriptions: { state: string }[], state: string): number {
  return subscriptions.filter((subscription) => subscription.state === state).length;
}
