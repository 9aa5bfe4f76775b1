import type { z } from "zod";
import { groupChange, groupInput } from "../fleet/input.ts";
import type { GroupView } from "../fleet/view.ts";
import type { Once } from "./once.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";
import { etagOf } from "./workspace-path.ts";

/** Forms make others of these, so they are here and not fetched; lists of groups do without them. */
export const groupForm = groupInput;
export const groupChangeForm = groupChange;

export async function createGroup(body: z.output<typeof groupInput>, once: Once): Promise<ShownProblem | undefined> {
  const answer = await send("/api/v1/gateway-groups", {
    method: "POST",
    body,
    once,
    answers: async () => (await import("../fleet/view.ts")).groupView,
  });
  return answer.isOk ? undefined : answer.problem;
}

export function changeGroup(
  { slug, rowVersion }: Pick<GroupView, "slug" | "rowVersion">,
  body: z.output<typeof groupChange>,
): Promise<Answer<GroupView>> {
  const path = `/api/v1/gateway-groups/${slug}`;
  return send(path, {
    method: "PATCH",
    body,
    ifMatch: etagOf(rowVersion),
    answers: async () => (await import("../fleet/view.ts")).groupView,
  });
}
