/** The sections of a policy document, in the order in which an exchange meets them. */
export const sections = ["inbound", "backend", "outbound", "on-error"] as const;

export type Section = (typeof sections)[number];

/** Where the outer scope's policies run. */
export const BASE = "base";

/** One policy as written: `{ "rate-limit": { … }, "id": "per-caller" }`. */
export type WrittenStep = Readonly<Record<string, unknown>>;

/** A policy document as written; `assertPolicyDocument` makes sure that a value is one. */
export type PolicyDocument = { readonly [section in Section]?: readonly (typeof BASE | WrittenStep)[] };

/** A value that `policyFaults` found nothing wrong with, now or when it was saved. */
export function toPolicyDocument(value: unknown): PolicyDocument {
  return typeof value === "object" && value !== null ? value : {};
}

/** The steps of a fragment that was checked when it was saved. */
export function toSteps(value: unknown): readonly WrittenStep[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a document adds nothing to what the outer scopes say. */
export function isEmptyDocument(document: PolicyDocument): boolean {
  return sections.every((section) => (document[section] ?? [BASE]).every((entry) => entry === BASE));
}

/** The policy that a step names, its configuration and its id. */
export function readStep(step: WrittenStep): { policy: string; config: unknown; id: string | undefined } {
  const policy = Object.keys(step).find((name) => name !== "id") ?? "";
  return { policy, config: step[policy], id: typeof step.id === "string" ? step.id : undefined };
}
