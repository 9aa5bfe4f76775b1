import type { PurgeInput } from "../caches/input.ts";
import type { PurgeView } from "../caches/view.ts";
import type { ApiPlace } from "./apis.ts";
import { type Answer, send } from "./send.ts";
import { workspacePath } from "./workspace-path.ts";

export function purgeCache({ workspace, api }: ApiPlace, body: PurgeInput): Promise<Answer<PurgeView>> {
  return send(workspacePath(workspace, "apis", api, "cache", "purge"), {
    method: "POST",
    body,
    answers: async () => (await import("../caches/view.ts")).purgeView,
  });
}
