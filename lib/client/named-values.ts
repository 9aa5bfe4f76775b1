import { z } from "zod";
import { type namedValueChange, namedValueContent, namedValueInput } from "../policies/input.ts";
import { type NamedValueView, namedValueView } from "../policies/view.ts";
import { nothing } from "./nothing.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

const kinds = namedValueView.shape.kind;

/** A value as a form holds it; its content is checked by the server's own schema. */
export const namedValueForm = z.object({ kind: kinds, text: z.string() }).transform(({ kind, text }, context) => {
  const content = namedValueContent.safeParse({ [kind]: text });
  if (content.success) return content.data;
  const message = text === "" ? "Fill this in." : (content.error.issues[0]?.message ?? "cannot be used");
  context.addIssue({ code: "custom", path: ["text"], message: textFault(content.error) ?? message });
  return z.NEVER;
});

export const newNamedValueForm = z.object({ name: namedValueInput.shape.name, content: namedValueForm });

/** What is wrong with the text itself, of the branches of the union. */
function textFault(error: z.ZodError): string | undefined {
  const branches = error.issues.flatMap((issue) => (issue.code === "invalid_union" ? issue.errors : []));
  return branches.flat().find(({ code, path }) => path.length === 1 && code !== "invalid_type")?.message;
}

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
