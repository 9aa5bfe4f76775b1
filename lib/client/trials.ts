import type { TrialInput } from "../trials/input.ts";
import type { TrialView } from "../trials/view.ts";
import { type Answer, send } from "./send.ts";

/** Sends a call to an operation through the portal: a browser may not call a gateway of another origin itself. */
export function sendTrial(input: TrialInput): Promise<Answer<TrialView>> {
  return send("/api/try", {
    method: "POST",
    body: input,
    answers: async () => (await import("../trials/view.ts")).trialView,
  });
}
