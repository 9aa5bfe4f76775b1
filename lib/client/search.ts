import type { FoundView } from "../search/view.ts";
import { queryString } from "./query.ts";
import { type Answer, send } from "./send.ts";

/** What of a workspace has the text in its name. */
export function searchWorkspace(workspace: string, text: string, signal: AbortSignal): Promise<Answer<FoundView>> {
  const query = queryString({ q: text.slice(0, TEXT_MAX) });
  return send(`/api/v1/workspaces/${workspace}/search${query}`, {
    signal,
    answers: async () => (await import("../search/view.ts")).foundView,
  });
}

const TEXT_MAX = 100;
