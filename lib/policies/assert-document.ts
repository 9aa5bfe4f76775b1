import type { Fault } from "../contract/faults.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader } from "../db/database.ts";
import { policyFaults } from "./document.ts";
import { findNamedValueUses, putNamedValues } from "./named-values.ts";
import { type PolicyDocument, toPolicyDocument } from "./policies.ts";
import { listNamedValueTexts } from "./queries.ts";

const FAULTS_SHOWN_MAX = 100;

/**
 * The document, when everything about it is right; see `findDocumentFaults`.
 *
 * @throws Problem `invalid-input` with a pointer to each fault.
 */
export async function assertPolicyDocument(
  reader: Reader,
  workspaceId: string,
  document: unknown,
  pointer = "",
): Promise<PolicyDocument> {
  const errors = (await findDocumentFaults(reader, workspaceId, document, pointer)).slice(0, FAULTS_SHOWN_MAX);
  const [first] = errors;
  if (first) throw new Problem("invalid-input", `${first.pointer || "The document"}: ${first.detail}`, { errors });
  return toPolicyDocument(document);
}

/**
 * What is wrong with a document: its structure, each policy's configuration with the workspace's plain named values put in,
 * and values that it names but that do not exist. `pointer` is where it stands in the body.
 */
export async function findDocumentFaults(
  reader: Reader,
  workspaceId: string,
  document: unknown,
  pointer = "",
): Promise<Fault[]> {
  const uses = findNamedValueUses(document, pointer);
  const names = [...new Set(uses.map((use) => use.name))];
  const values = names.length === 0 ? [] : await listNamedValueTexts(reader, workspaceId, names);
  const known = new Set(values.map((value) => value.name));
  const plain = new Map(values.filter((value) => value.kind === "plain").map((value) => [value.name, value.value]));
  return [
    ...uses
      .filter((use) => !known.has(use.name))
      .map((use) => ({ pointer: use.pointer, detail: `names the value ${use.name}, which does not exist` })),
    ...policyFaults(putNamedValues(document, plain), pointer),
  ];
}
