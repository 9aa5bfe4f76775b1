import type { PolicyDocumentView } from "../policies/view.ts";
import { type Answer, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

/** Puts the policies of a workspace, of one of its products, or without either of the installation, in force. */
export function putPolicies(
  place: { workspace?: string | undefined; product?: string | undefined },
  document: unknown,
  rowVersion: number | undefined,
): Promise<Answer<PolicyDocumentView>> {
  const products = place.product === undefined ? [] : ["products", place.product];
  const path =
    place.workspace === undefined
      ? "/api/v1/installation/policies"
      : workspacePath(place.workspace, "policies", ...products);
  return send(path, {
    method: "PUT",
    body: document,
    ifMatch: rowVersion === undefined ? undefined : etagOf(rowVersion),
    answers: async () => (await import("../policies/view.ts")).policyDocumentView,
  });
}
