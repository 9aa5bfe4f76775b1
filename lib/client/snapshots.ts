import { type ShownProblem, send } from "./send.ts";

/** Puts the configuration of an earlier generation back, as a new one. */
export async function restoreSnapshot(group: string, generation: number): Promise<ShownProblem | undefined> {
  const path = `/api/v1/snapshots/${encodeURIComponent(group)}/${generation}/restore`;
  const answer = await send(path, {
    method: "POST",
    body: {},
    answers: async () => (await import("../publishing/view.ts")).snapshotView,
  });
  return answer.isOk ? undefined : answer.problem;
}
