import { queryOptions } from "@tanstack/react-query";
import type { JobsView } from "../jobs/view.ts";
import type { WorkspaceInput } from "../workspaces/input.ts";

import type { Once } from "./once.ts";
import { accepted, type ShownProblem, send } from "./send.ts";

/** The form is checked by the server's own schema. */
export const workspaceForm = async () => (await import("../workspaces/input.ts")).workspaceInput;

const JOBS_EVERY_MS = 5_000;

export async function createWorkspace(body: WorkspaceInput, once: Once): Promise<ShownProblem | undefined> {
  const answer = await send("/api/v1/workspaces", {
    method: "POST",
    body,
    once,
    answers: async () => (await import("../workspaces/view.ts")).workspaceView,
  });
  return answer.isOk ? undefined : answer.problem;
}

export function jobsQuery(initial: JobsView) {
  return queryOptions({
    queryKey: ["installation", "jobs"],
    queryFn: async ({ signal }) =>
      accepted(
        await send("/api/v1/installation/jobs", {
          signal,
          answers: async () => (await import("../jobs/view.ts")).jobsView,
        }),
      ),
    initialData: initial,
    refetchInterval: JOBS_EVERY_MS,
  });
}
