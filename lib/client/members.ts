import { z } from "zod";
import { memberChange, memberInput } from "../workspaces/input.ts";
import { memberView } from "../workspaces/view.ts";
import { type ShownProblem, send } from "./send.ts";
import { workspacePath } from "./workspace-path.ts";

export const memberForm = memberInput;
export const roleForm = memberChange;

export async function addMember(
  workspace: string,
  body: z.output<typeof memberForm>,
): Promise<ShownProblem | undefined> {
  const answer = await send(workspacePath(workspace, "members"), { method: "POST", body, answers: memberView });
  return answer.isOk ? undefined : answer.problem;
}

export async function changeRole(
  workspace: string,
  userId: string,
  body: z.output<typeof roleForm>,
): Promise<ShownProblem | undefined> {
  const path = workspacePath(workspace, "members", userId);
  const answer = await send(path, { method: "PATCH", body, answers: memberView });
  return answer.isOk ? undefined : answer.problem;
}

export async function removeMember(workspace: string, userId: string): Promise<ShownProblem | undefined> {
  const path = workspacePath(workspace, "members", userId);
  const answer = await send(path, { method: "DELETE", answers: z.undefined() });
  return answer.isOk ? undefined : answer.problem;
}
