import type { z } from "zod";
import type { changeApplicationInput, createApplicationInput } from "../applications/input.ts";
import type { ApplicationView } from "../applications/view.ts";
import type { Once } from "./once.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";

const inputs = () => import("../applications/input.ts");
const answers = async () => (await import("../applications/view.ts")).applicationView;

/** The forms are checked by the server's own schemas. */
export const applicationForm = async () => (await inputs()).createApplicationInput;
export const applicationChangeForm = async () => (await inputs()).changeApplicationInput;

export function createApplication(
  values: z.output<typeof createApplicationInput>,
  once: Once,
): Promise<Answer<ApplicationView>> {
  return send("/api/v1/applications", { method: "POST", body: values, once, answers });
}

/** Refused when somebody else changed it since it was read. */
export async function changeApplication(
  { id, rowVersion }: Pick<ApplicationView, "id" | "rowVersion">,
  values: z.output<typeof changeApplicationInput>,
): Promise<ShownProblem | undefined> {
  const answer = await send(`/api/v1/applications/${id}`, {
    method: "PATCH",
    body: values,
    ifMatch: `"${rowVersion}"`,
    answers,
  });
  return answer.isOk ? undefined : answer.problem;
}

/** Its open subscriptions are cancelled: whoever calls this has said so to the reader. */
export async function archiveApplication(id: string): Promise<ShownProblem | undefined> {
  const answer = await send(`/api/v1/applications/${id}/archive`, {
    method: "POST",
    body: { subscriptions: "cancel" },
    answers,
  });
  return answer.isOk ? undefined : answer.problem;
}
