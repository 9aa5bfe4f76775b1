import type { MemberChange, MemberInput } from "../workspaces/input.ts";
import { nothing } from "./nothing.ts";
import { type ShownProblem, send } from "./send.ts";
import { workspacePath } from "./workspace-path.ts";

const inputs = () => import("../workspaces/input.ts");

export const memberForm = async () => (await inputs()).memberInput;
export const roleForm = async () => (await inputs()).memberChange;

export async function addMember(workspace: string, body: MemberInput): Promise<ShownProblem | undefined> {
  const answer = await send(workspacePath(workspace, "members"), {
    method: "POST",
    body,
    answers: async () => (await import("../workspaces/view.ts")).memberView,
  });
  return answer.isOk ? undefined : answer.problem;
}

export async function changeRole(
  workspace: string,
  userId: string,
  body: MemberChange,
): Promise<ShownProblem | undefined> {
  const path = workspacePath(workspace, "members", userId);
  const answer = await send(path, {
    method: "PATCH",
    body,
    answers: async () => (await import("../workspaces/view.ts")).memberView,
  });
  return answer.isOk ? undefined : answer.problem;
}

export async function removeMember(workspace: string, userId: string): Promise<ShownProblem | undefined> {
  const path = workspacePath(workspace, "members", userId);
  const answer = await send(path, { method: "DELETE", answers: nothing });
  return answer.isOk ? undefined : answer.problem;
}
