import type { TraceTokenView } from "../traces/view.ts";
import type { ApiPlace } from "./apis.ts";
import { type Answer, send } from "./send.ts";
import { workspacePath } from "./workspace-path.ts";

export function createTraceToken({ workspace, api }: ApiPlace): Promise<Answer<TraceTokenView>> {
  return send(workspacePath(workspace, "apis", api, "trace-tokens"), {
    method: "POST",
    body: {},
    answers: async () => (await import("../traces/view.ts")).traceTokenView,
  });
}
