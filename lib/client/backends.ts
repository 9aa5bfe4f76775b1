import { z } from "zod";
import { type backendChange, backendInput } from "../backends/input.ts";
import type { BackendView } from "../backends/view.ts";
import { nothing } from "./nothing.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

const { name, slug, targets, timeouts } = backendInput.shape;

/** A backend as a form holds it: all of it text, checked by the server's own schemas. */
export const backendForm = z.object({
  name,
  targets: z
    .array(
      z.object({
        url: targets.element.shape.url,
        weight: z.coerce.number<string>().pipe(targets.element.shape.weight.unwrap()),
      }),
    )
    .min(1)
    .max(50)
    .refine((list) => list.some(({ weight }) => weight > 0), "need one target with a weight above 0"),
  timeouts: timeouts.unwrap(),
});

export const newBackendForm = backendForm.extend({ slug });

export function toBackendForm(backend: BackendView | undefined): z.input<typeof newBackendForm> {
  if (backend === undefined) {
    const timeouts = { connect: "5s", firstByte: "60s", idle: "60s", total: "300s" };
    return { name: "", slug: "", targets: [{ url: "", weight: "1" }], timeouts };
  }
  const written = backend.targets.map(({ url, weight }) => ({ url, weight: String(weight) }));
  return { name: backend.name, slug: backend.slug, targets: written, timeouts: backend.timeouts };
}

export function createBackend(workspace: string, body: z.input<typeof backendInput>): Promise<Answer<BackendView>> {
  return send(workspacePath(workspace, "backends"), {
    method: "POST",
    body,
    answers: async () => (await import("../backends/view.ts")).backendView,
  });
}

/** Without `rowVersion` it overwrites what somebody else saved meanwhile. */
export function changeBackend(
  workspace: string,
  slug: string,
  body: z.input<typeof backendChange>,
  rowVersion: number | undefined,
): Promise<Answer<BackendView>> {
  const ifMatch = rowVersion === undefined ? undefined : etagOf(rowVersion);
  return send(workspacePath(workspace, "backends", slug), {
    method: "PATCH",
    body,
    ifMatch,
    answers: async () => (await import("../backends/view.ts")).backendView,
  });
}

export async function deleteBackend(workspace: string, slug: string): Promise<ShownProblem | undefined> {
  const answer = await send(workspacePath(workspace, "backends", slug), { method: "DELETE", answers: nothing });
  return answer.isOk ? undefined : answer.problem;
}
