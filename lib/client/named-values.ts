import type { z } from "zod";
import type { namedValueChange, namedValueInput } from "../policies/input.ts";
import type { NamedValueView } from "../policies/view.ts";
import { nothing } from "./nothing.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

const checks = () => import("./named-value-checks.ts");

export const namedValueForm = async () => (await checks()).namedValueForm;
export const newNamedValueForm = async () => (await checks()).newNamedValueForm;

export function createNamedValue(
  workspace: string,
  body: z.input<typeof namedValueInput>,
): Promise<Answer<NamedValueView>> {
  return send(workspacePath(workspace, "named-values"), {
    method: "POST",
    body,
    answers: async () => (await import("../policies/view.ts")).namedValueView,
  });
}

export function changeNamedValue(
  workspace: string,
  name: string,
  body: z.input<typeof namedValueChange>,
  rowVersion: number | undefined,
): Promise<Answer<NamedValueView>> {
  const ifMatch = rowVersion === undefined ? undefined : etagOf(rowVersion);
  return send(workspacePath(workspace, "named-values", name), {
    method: "PUT",
    body,
    ifMatch,
    answers: async () => (await import("../policies/view.ts")).namedValueView,
  });
}

export async function deleteNamedValue(workspace: string, name: string): Promise<ShownProblem | undefined> {
  const path = workspacePath(workspace, "named-values", name);
  const answer = await send(path, { method: "DELETE", answers: nothing });
  return answer.isOk ? undefined : answer.problem;
}
