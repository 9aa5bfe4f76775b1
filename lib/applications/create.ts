import { recordAudit } from "../audit/record.ts";
import { authorizeTeam } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { inTransaction } from "../db/transaction.ts";
import type { CreateApplicationInput } from "./input.ts";
import { findPersonalTeamId, insertApplication, teamExists } from "./queries.ts";
import { type ApplicationView, toApplicationView } from "./view.ts";

/** An application of a team: what asks for plans and holds the keys. */
export function createApplication(
  ctx: Context,
  { teamId: chosenTeamId, ...input }: CreateApplicationInput,
): Promise<ApplicationView> {
  return inTransaction(ctx, async (tx) => {
    const teamId = await chooseTeam(tx, ctx, chosenTeamId);
    const row = await insertApplication(tx, { ...input, teamId, createdAt: ctx.now() });
    const after = toApplicationView(row);
    await recordAudit(tx, ctx, {
      action: "application.create",
      workspaceId: null,
      subjectType: "application",
      subjectId: row.id,
      after,
    });
    return after;
  });
}

async function chooseTeam(tx: Transaction, { actor }: Context, chosenTeamId: string | undefined): Promise<string> {
  const teamId = chosenTeamId ?? (actor.kind === "user" ? await findPersonalTeamId(tx, actor.id) : undefined);
  if (teamId === undefined) {
    throw new Problem("invalid-input", "Name the team.", { errors: [{ pointer: "/teamId", detail: "is needed" }] });
  }
  authorizeTeam(actor, "application.change", teamId);
  if (!(await teamExists(tx, teamId))) throw new Problem("not-found", "There is no such team.");
  return teamId;
}
