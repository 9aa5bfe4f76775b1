import type { Role } from "../authz/permissions.ts";
import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { countOwners } from "./queries.ts";

/** Before an owner leaves or is given less: somebody must be able to let others in. Members are locked by the caller. */
export async function assertOwnerStays(tx: Transaction, member: { workspaceId: string; role: Role }): Promise<void> {
  if (member.role !== "owner") return;
  if ((await countOwners(tx, member.workspaceId)) > 1) return;
  throw new Problem("wrong-state", "They are the last owner; make somebody else an owner first.");
}
