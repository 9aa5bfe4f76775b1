import { policyRegistry } from "../../gateway-client/policies/registry.ts";

export interface PolicyReference {
  name: string;
  summary: string;
  /** Where in a document it may stand. */
  sections: string[];
}

/** The policies that there are, for whoever writes a document. */
export function listPolicyReference(): PolicyReference[] {
  return [...policyRegistry.values()]
    .filter(({ isWritten }) => isWritten)
    .map(({ name, summary, sections }) => ({
      name,
      summary,
      sections: sections.map((section) => (section === "onError" ? "on-error" : section)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
