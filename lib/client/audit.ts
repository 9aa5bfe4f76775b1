import type { ChainView } from "../audit/view.ts";
import { queryString } from "./query.ts";
import { type Answer, send } from "./send.ts";

/** Verifies the chain stretch by stretch to its end; `onProgress` hears how many entries are sound so far. */
export async function verifyAuditChain(onProgress: (entries: number) => void): Promise<Answer<ChainView>> {
  let entries = 0;
  let after: string | undefined;
  for (;;) {
    const answer = await send(`/api/v1/audit/chain${queryString({ after })}`, {
      answers: async () => (await import("../audit/view.ts")).chainView,
    });
    if (!answer.isOk) return answer;
    entries += answer.value.entries;
    onProgress(entries);
    if (answer.value.nextAfter === null) return { ...answer, value: { ...answer.value, entries } };
    after = answer.value.nextAfter;
  }
}
