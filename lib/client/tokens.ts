import { z } from "zod";
import { tokenInput } from "../tokens/input.ts";
import { newTokenView, tokenView } from "../tokens/view.ts";
import type { Once } from "./once.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";

/** A token, as its form gives it: the choice of days is text. */
export const tokenForm = z.object({
  name: tokenInput.shape.name,
  permissions: z.array(z.string()).min(1, "Choose at least one."),
  expiresInDays: z.string().transform(Number).pipe(z.int().min(1).max(365)),
});

/** Whose token: one's own, a workspace's, or the installation's. */
export type TokenOwner = { kind: "personal" } | { kind: "workspace"; workspace: string } | { kind: "installation" };

/** The token itself stands in this answer only. */
export function createToken(
  owner: TokenOwner,
  values: z.output<typeof tokenForm>,
  once: Once,
): Promise<Answer<z.output<typeof newTokenView>>> {
  return send("/api/v1/tokens", { method: "POST", body: { ...owner, ...values }, once, answers: newTokenView });
}

export async function revokeToken(id: string): Promise<ShownProblem | undefined> {
  const answer = await send(`/api/v1/tokens/${id}/revoke`, { method: "POST", answers: tokenView });
  return answer.isOk ? undefined : answer.problem;
}
