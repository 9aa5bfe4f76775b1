import type { Actor } from "../authz/actor.ts";
import { Problem } from "../contract/problem.ts";

/** The id under which a person or token stands in `createdById` and its like; the product itself has none. */
export function actorId(actor: Actor): string | null {
  return actor.kind === "user" || actor.kind === "service" ? actor.id : null;
}

/** Nobody decides on their own revision, whatever their role, unless the workspace has turned that rule off. */
export function assertMayDecide(
  actor: Actor,
  revision: { createdById: string | null; submittedById: string | null },
  workspace: { mayDecideOwnRequest: boolean },
): void {
  if (workspace.mayDecideOwnRequest || !isOwnRevision(actor, revision)) return;
  throw new Problem("own-request", "Somebody else has to review this revision.");
}

/** Whether the actor made or submitted it. */
export function isOwnRevision(
  actor: Actor,
  { createdById, submittedById }: { createdById: string | null; submittedById: string | null },
): boolean {
  const id = actorId(actor);
  return id !== null && (id === createdById || id === submittedById);
}
