import type { z } from "zod";
import { changeApplicationInput, createApplicationInput } from "../applications/input.ts";
import { type ApplicationView, applicationView } from "../applications/view.ts";
import type { Once } from "./once.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";

/** The forms are checked by the server's own schemas. */
export const applicationForm = createApplicationInput;
export const applicationChangeForm = changeApplicationInput;

export function createApplication(
  values: z.output<typeof applicationForm>,
  once: Once,
): Promise<Answer<ApplicationView>> {
  return send("/api/v1/applications", { method: "POST", body: values, once, answers: applicationView });
}

/** Refused when somebody else changed it since it was read. */
export async function changeApplication(
  { id, rowVersion }: Pick<ApplicationView, "id" | "rowVersion">,
  values: z.output<typeof applicationChangeForm>,
): Promise<ShownProblem | undefined> {
  const answer = await send(`/api/v1/applications/${id}`, {
    method: "PATCH",
    body: values,
    ifMatch: `"${rowVersion}"`,
    answers: applicationView,
  });
  return answer.isOk ? undefined : answer.problem;
}

/** Its open subscriptions are cancelled: whoever calls this has said so to the reader. */
export async function archiveApplication(id: string): Promise<ShownProblem | undefined> {
  const answer = await send(`/api/v1/applications/${id}/archive`, {
    method: "POST",
    body: { subscriptions: "cancel" },
    answers: applicationView,
  });
  return answer.isOk ? undefined : answer.problem;
}
