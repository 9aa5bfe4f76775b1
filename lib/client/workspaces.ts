import type { WorkspaceChange, WorkspaceInput } from "../workspaces/input.ts";
import type { WorkspaceView } from "../workspaces/view.ts";
import type { Once } from "./once.ts";
import { type Answer, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

const inputs = () => import("../workspaces/input.ts");

export const workspaceForm = async () => (await inputs()).workspaceInput;
export const workspaceSettingsForm = async () => (await inputs()).workspaceChange.required();

export function createWorkspace(body: WorkspaceInput, once: Once): Promise<Answer<WorkspaceView>> {
  return send("/api/v1/workspaces", {
    method: "POST",
    body,
    once,
    answers: async () => (await import("../workspaces/view.ts")).workspaceView,
  });
}

/** Without an expected version it is saved over whatever is there. */
export function changeWorkspace(
  workspace: string,
  body: Required<WorkspaceChange>,
  expectedVersion: number | undefined,
): Promise<Answer<WorkspaceView>> {
  return send(workspacePath(workspace), {
    method: "PATCH",
    body,
    ifMatch: expectedVersion === undefined ? undefined : etagOf(expectedVersion),
    answers: async () => (await import("../workspaces/view.ts")).workspaceView,
  });
}
