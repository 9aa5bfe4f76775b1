import { type ClientForm, toInput } from "./client-input.ts";
import { type ShownProblem, send } from "./send.ts";

export const clientForm = async () => (await import("./subscription-client-checks.ts")).clientForm;

export async function registerClient(subscription: string, form: ClientForm): Promise<ShownProblem | undefined> {
  const path = `/api/v1/subscriptions/${subscription}/clients`;
  const answer = await send(path, {
    method: "POST",
    body: toInput(form),
    answers: async () => (await import("../keys/view.ts")).keyView,
  });
  return answer.isOk ? undefined : answer.problem;
}

export async function revokeClient(subscription: string, id: string): Promise<ShownProblem | undefined> {
  const path = `/api/v1/subscriptions/${subscription}/clients/${id}/revoke`;
  const answer = await send(path, { method: "POST", answers: async () => (await import("../keys/view.ts")).keyView });
  return answer.isOk ? undefined : answer.problem;
}
