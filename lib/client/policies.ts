import { type PolicyDocumentView, policyDocumentView } from "../policies/view.ts";
import { type Answer, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

/** Puts the policies of a workspace, or of one of its products, in force. */
export function putPolicies(
  place: { workspace: string; product?: string | undefined },
  document: unknown,
  rowVersion: number | undefined,
): Promise<Answer<PolicyDocumentView>> {
  const products = place.product === undefined ? [] : ["products", place.product];
  return send(workspacePath(place.workspace, "policies", ...products), {
    method: "PUT",
    body: document,
    ifMatch: rowVersion === undefined ? undefined : etagOf(rowVersion),
    answers: policyDocumentView,
  });
}
