import { z } from "zod";
import { namedValueContent, namedValueInput } from "../policies/input.ts";
import { namedValueView } from "../policies/view.ts";

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
