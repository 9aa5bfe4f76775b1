import type { z } from "zod";
import type { BackendConfig, backendInput } from "../backends/input.ts";
import type { BackendView } from "../backends/view.ts";
import { nothing } from "./nothing.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

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
  body: BackendConfig & { name: string },
  rowVersion: number | undefined,
): Promise<Answer<BackendView>> {
  const ifMatch = rowVersion === undefined ? undefined : etagOf(rowVersion);
  return send(workspacePath(workspace, "backends", slug), {
    method: "PATCH",
    body: { ...noCare, ...body },
    ifMatch,
    answers: async () => (await import("../backends/view.ts")).backendView,
  });
}

export async function deleteBackend(workspace: string, slug: string): Promise<ShownProblem | undefined> {
  const answer = await send(workspacePath(workspace, "backends", slug), { method: "DELETE", answers: nothing });
  return answer.isOk ? undefined : answer.problem;
}

/** A form says all there is: what it does not say is taken away. */
const noCare: Record<Exclude<keyof BackendConfig, "targets" | "loadBalancing" | "timeouts">, null> = {
  hashBy: null,
  healthCheck: null,
  ejection: null,
  circuit: null,
  slowStart: null,
  connections: null,
  dnsTtl: null,
  tls: null,
  heldMax: null,
};
