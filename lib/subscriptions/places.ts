import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { countPlacesTaken } from "./queries.ts";

/** Refuses one subscription more than the plan allows an application; exact while the application is locked. */
export async function assertPlaceFree(
  tx: Transaction,
  applicationId: string,
  plan: { id: string; subscriptionsPerApplicationMax: number },
): Promise<void> {
  const max = plan.subscriptionsPerApplicationMax;
  if ((await countPlacesTaken(tx, applicationId, plan.id)) < max) return;
  const held = max === 1 ? "a subscription" : `${max} subscriptions`;
  throw new Problem("already-exists", `The application has ${held} to this plan already, which is all that it allows.`);
}
