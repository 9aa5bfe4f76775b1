import { z } from "zod";
import { registerClientInput } from "../keys/input.ts";

import { type ShownProblem, send } from "./send.ts";

/** A client or a certificate as one form holds them; the parts are checked by the server's own schema. */
export const clientForm = z
  .object({
    kind: z.enum(["client", "certificate"]),
    issuer: z.string().max(500),
    client: z.string().max(500),
    certificate: z.string().max(200),
  })
  .superRefine((form, context) => {
    const parsed = registerClientInput.safeParse(toInput(form));
    const field = form.kind === "client" ? "client" : "certificate";
    if (!parsed.success) {
      const message = form[field] === "" ? "Fill this in." : "This is not a SHA-256 fingerprint.";
      context.addIssue({ code: "custom", path: [field], message });
    }
  });

type ClientForm = z.output<typeof clientForm>;

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

function toInput({ kind, issuer, client, certificate }: ClientForm) {
  return kind === "client" ? { issuer, client } : { certificate };
}
