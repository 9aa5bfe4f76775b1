import type { Fault } from "../contract/faults.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader } from "../db/database.ts";
import { policyFaults, toPolicyDocument } from "./document.ts";
import { findNamedValueUses, putNamedValues } from "./named-values.ts";
import type { PolicyDocument } from "./policies.ts";
import { listNamedValueTexts } from "./queries.ts";

/**
 * The document, when everything about it is right: its structure, each policy's configuration with the workspace's plain
 * named values put in, and that the values it names exist. `pointer` is where it stands in the body.
 *
 * @throws Problem `invalid-input` with a pointer to each fault.
 */
export async function assertPolicyDocument(
  reader: Reader,
  workspaceId: string,
  document: unknown,
  pointer = "",
): Promise<PolicyDocument> {
  const uses = findNamedValueUses(document, pointer);
  const values =
    uses.length === 0 ? [] : await listNamedValueTexts(reader, workspaceId, [...new Set(uses.map((use) => use.name))]);
  const known = new Set(values.map((value) => value.name));
  const plain = new Map(values.filter((value) => value.kind === "plain").map((value) => [value.name, value.value]));
  const faults: Fault[] = [
    ...uses
      .filter((use) => !known.has(use.name))
      .map((use) => ({ pointer: use.pointer, detail: `names the value ${use.name}, which does not exist` })),
    ...policyFaults(putNamedValues(document, plain), pointer),
  ];
  const first = faults[0];
  if (first) {
    throw new Problem("invalid-input", `${first.pointer || "The document"}: ${first.detail}`, {
      errors: faults.slice(0, FAULTS_SHOWN_MAX),
    });
  }
  return toPolicyDocument(document);
}

const FAULTS_SHOWN_MAX = 100;
