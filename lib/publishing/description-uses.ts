import { policyRegistry } from "../../gateway-client/policies/registry.ts";
import { escapeToken } from "../contract/faults.ts";
import { asRecord } from "../imports/parse/pointer.ts";

/** What the policies of some documents go by. */
export interface DescriptionUses {
  /** Bodies of requests, of answers. */
  requestContent: boolean;
  responseContent: boolean;
  parameters: boolean;
  /** Header of answers. */
  headers: boolean;
  /** Which statuses there are. */
  statuses: boolean;
  examples: boolean;
  /** Schemas that policies name, as JSON Pointers. */
  references: string[];
}

const goesBy = new Map([...policyRegistry.values()].flatMap(({ name, goesBy }) => (goesBy ? [[name, goesBy]] : [])));

/** Whether a policy that goes by the description is named anywhere in it: read before the description itself. */
export function mentionsDescription(written: unknown): boolean {
  const text = JSON.stringify(written ?? null);
  return [...goesBy.keys()].some((name) => text.includes(`"${name}":`));
}

/** The pointer to the first such policy in what was written; undefined where there is none. */
export function findMention(written: unknown, pointer: string): string | undefined {
  if (typeof written !== "object" || written === null) return undefined;
  for (const [name, value] of Object.entries(written)) {
    const at = `${pointer}/${escapeToken(name)}`;
    const found = goesBy.has(name) ? at : findMention(value, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** By effective documents of the contract; also of policies that stand inside others. */
export function descriptionUses(documents: readonly object[]): DescriptionUses {
  const uses: DescriptionUses = {
    requestContent: false,
    responseContent: false,
    parameters: false,
    headers: false,
    statuses: false,
    examples: false,
    references: [],
  };
  for (const document of documents) {
    for (const [section, steps] of Object.entries(document)) {
      for (const { policy, config } of steps) note(uses, { [policy]: config }, isOfAnswers(section));
    }
  }
  return uses;
}

function isOfAnswers(section: string): boolean {
  return section === "outbound" || section === "onError";
}

function note(uses: DescriptionUses, written: unknown, isOfAnswer: boolean): void {
  if (typeof written !== "object" || written === null) return;
  for (const [name, value] of Object.entries(written)) {
    const use = goesBy.get(name);
    if (use === "content") uses[isOfAnswer ? "responseContent" : "requestContent"] = true;
    else if (use !== undefined) uses[use] = true;
    if (use === "content") uses.references.push(...referencesOf(value));
    note(uses, value, isOfAnswer);
  }
}

function referencesOf(config: unknown): string[] {
  const entries = asRecord(config)?.content;
  return (Array.isArray(entries) ? entries : [])
    .map((entry) => asRecord(entry)?.["schema-ref"])
    .filter((reference) => typeof reference === "string")
    .map((reference) => reference.replace(/^#/, ""));
}
