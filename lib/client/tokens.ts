import type { z } from "zod";
import type { Once } from "./once.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";
import type * as Checks from "./token-checks.ts";

const checks = () => import("./token-checks.ts");

export const tokenForm = async () => (await checks()).tokenForm;

/** Whose token: one's own, a workspace's, or the installation's. */
export type TokenOwner = { kind: "personal" } | { kind: "workspace"; workspace: string } | { kind: "installation" };

/** The token itself stands in this answer only. */
export function createToken(
  owner: TokenOwner,
  values: z.output<typeof Checks.tokenForm>,
  once: Once,
): Promise<Answer<z.output<typeof Checks.newTokenView>>> {
  return send("/api/v1/tokens", {
    method: "POST",
    body: { ...owner, ...values },
    once,
    answers: async () => (await checks()).newTokenView,
  });
}

export async function revokeToken(id: string): Promise<ShownProblem | undefined> {
  const answer = await send(`/api/v1/tokens/${id}/revoke`, {
    method: "POST",
    answers: async () => (await checks()).tokenView,
  });
  return answer.isOk ? undefined : answer.problem;
}
