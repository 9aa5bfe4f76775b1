import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { type JobsView, jobsView } from "../jobs/view.ts";
import { workspaceInput } from "../workspaces/input.ts";
import { workspaceView } from "../workspaces/view.ts";
import type { Once } from "./once.ts";
import { accepted, type ShownProblem, send } from "./send.ts";

/** The form is checked by the server's own schema. */
export const workspaceForm = workspaceInput;

const JOBS_EVERY_MS = 5_000;

export async function createWorkspace(
  body: z.output<typeof workspaceForm>,
  once: Once,
): Promise<ShownProblem | undefined> {
  const answer = await send("/api/v1/workspaces", { method: "POST", body, once, answers: workspaceView });
  return answer.isOk ? undefined : answer.problem;
}

export function jobsQuery(initial: JobsView) {
  return queryOptions({
    queryKey: ["installation", "jobs"],
    queryFn: async ({ signal }) => accepted(await send("/api/v1/installation/jobs", { signal, answers: jobsView })),
    initialData: initial,
    refetchInterval: JOBS_EVERY_MS,
  });
}
