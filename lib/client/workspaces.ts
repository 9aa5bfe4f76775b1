import type { z } from "zod";
import { workspaceChange, workspaceInput } from "../workspaces/input.ts";
import { type WorkspaceView, workspaceView } from "../workspaces/view.ts";
import type { Once } from "./once.ts";
import { type Answer, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

export const workspaceForm = workspaceInput;
export const workspaceSettingsForm = workspaceChange.required();

export function createWorkspace(body: z.output<typeof workspaceForm>, once: Once): Promise<Answer<WorkspaceView>> {
  return send("/api/v1/workspaces", { method: "POST", body, once, answers: workspaceView });
}

/** Without an expected version it is saved over whatever is there. */
export function changeWorkspace(
  workspace: string,
  body: z.output<typeof workspaceSettingsForm>,
  expectedVersion: number | undefined,
): Promise<Answer<WorkspaceView>> {
  return send(workspacePath(workspace), {
    method: "PATCH",
    body,
    ifMatch: expectedVersion === undefined ? undefined : etagOf(expectedVersion),
    answers: workspaceView,
  });
}
