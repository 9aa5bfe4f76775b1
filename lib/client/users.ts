import { type ShownProblem, send } from "./send.ts";

/** Shuts a person out at once, or lets them in again. */
export async function moveUser(id: string, verb: "block" | "unblock"): Promise<ShownProblem | undefined> {
  const answer = await send(`/api/v1/users/${id}/${verb}`, {
    method: "POST",
    answers: async () => (await import("../identity/view.ts")).userView,
  });
  return answer.isOk ? undefined : answer.problem;
}
