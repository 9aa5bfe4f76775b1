import { authorizeSelf, authorizeTeam } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { toPage } from "../db/paging.ts";
import type { ListApplicationsInput } from "./input.ts";
import { getApplication, listApplicationRows } from "./queries.ts";
import {
  type ApplicationView,
  type ListedApplicationView,
  toApplicationView,
  toListedApplicationView,
} from "./view.ts";

/** The applications of the actor's teams, newest first. */
export async function listApplications(
  ctx: Context,
  input: ListApplicationsInput,
): Promise<Page<ListedApplicationView>> {
  const actor = authorizeSelf(ctx.actor, "application.read");
  const teamIds = [...actor.teams.keys()].filter((id) => input.team === undefined || id === input.team);
  const rows = await listApplicationRows(ctx.db, teamIds, input);
  return toPage(rows, input.limit, (row) => [row.id], toListedApplicationView);
}

export async function readApplication(ctx: Context, id: string): Promise<ApplicationView> {
  const row = await getApplication(ctx.db, id);
  authorizeTeam(ctx.actor, "application.read", row.teamId);
  return toApplicationView(row);
}

/** With what it holds, as a list shows it: before it is archived, its reader is told what is lost. */
export async function readListedApplication(ctx: Context, id: string): Promise<ListedApplicationView> {
  const row = await getApplication(ctx.db, id);
  authorizeTeam(ctx.actor, "application.read", row.teamId);
  return toListedApplicationView(row);
}
