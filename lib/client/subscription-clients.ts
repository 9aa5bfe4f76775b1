import { type ShownProblem, send } from "./send.ts";

/** A client or a certificate as one form holds them. */
interface ClientForm {
  kind: "client" | "certificate";
  issuer: string;
  client: string;
  certificate: string;
}

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

/** As the server reads it. */
export function toInput({ kind, issuer, client, certificate }: ClientForm) {
  return kind === "client" ? { issuer, client } : { certificate };
}
