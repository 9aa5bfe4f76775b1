import type { Fault } from "../contract/faults.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader } from "../db/database.ts";
import { findBackendUses } from "./backend-uses.ts";
import { fragmentFaults, policyFaults } from "./document.ts";
import { includedNames, NO_FRAGMENTS } from "./fragments.ts";
import { findNamedValueUses, type NamedValueUse, putNamedValues } from "./named-values.ts";
import { type PolicyDocument, toPolicyDocument, toSteps } from "./policies.ts";
import { listExistingBackends, listFragments, listNamedValueTexts } from "./queries.ts";

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
  refuse(await findDocumentFaults(reader, workspaceId, document, pointer));
  return toPolicyDocument(document);
}

/**
 * The document of the installation: named values, backends and fragments belong to a workspace, so it can name none.
 *
 * @throws Problem `invalid-input` with a pointer to each fault.
 */
export function assertInstallationDocument(document: unknown): PolicyDocument {
  const values = findNamedValueUses(document).map(({ name, pointer }) => ({
    pointer,
    detail: `names the value ${name}, and the installation has none`,
  }));
  const backends = findBackendUses(document).map(({ backend, pointer }) => ({
    pointer,
    detail: `names the backend ${backend}, and the installation has none`,
  }));
  refuse([...values, ...backends, ...policyFaults(document)]);
  return toPolicyDocument(document);
}

function refuse(faults: Fault[]): void {
  const errors = faults.slice(0, FAULTS_SHOWN_MAX);
  const [first] = errors;
  if (first) throw new Problem("invalid-input", `${first.pointer || "The document"}: ${first.detail}`, { errors });
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
  const { faults, plain } = await nameFaults(reader, workspaceId, document, pointer);
  const fragments = await plainFragments(reader, workspaceId, document, plain);
  return [...faults, ...policyFaults(putNamedValues(document, plain), pointer, fragments)];
}

/** What is wrong with a fragment's steps, the other fragments being as they are; see `findDocumentFaults`. */
export async function findFragmentFaults(
  reader: Reader,
  workspaceId: string,
  name: string,
  steps: unknown,
  pointer = "",
): Promise<Fault[]> {
  const { faults, plain } = await nameFaults(reader, workspaceId, steps, pointer);
  const own = putNamedValues(steps, plain);
  const others = await plainFragments(reader, workspaceId, steps, plain);
  return [...faults, ...fragmentFaults(name, own, pointer, new Map([...others, [name, toSteps(own)]]))];
}

/** @throws Problem `invalid-input` with a pointer to each named value that does not exist. */
export async function assertValuesExist(
  reader: Reader,
  workspaceId: string,
  written: unknown,
  pointer: string,
): Promise<void> {
  const { faults } = await namedValueFaults(reader, workspaceId, written, pointer);
  const [first] = faults;
  if (first) throw new Problem("invalid-input", `${first.pointer} ${first.detail}`, { errors: faults });
}

/** The values and backends that are named but do not exist, and the plain values. */
async function nameFaults(reader: Reader, workspaceId: string, written: unknown, pointer: string) {
  const { faults, plain } = await namedValueFaults(reader, workspaceId, written, pointer);
  return { faults: [...faults, ...(await backendFaults(reader, workspaceId, written, pointer))], plain };
}

async function backendFaults(reader: Reader, workspaceId: string, written: unknown, pointer: string): Promise<Fault[]> {
  const uses = findBackendUses(written, pointer);
  if (uses.length === 0) return [];
  const known = await listExistingBackends(reader, workspaceId, [...new Set(uses.map(({ backend }) => backend))]);
  return uses
    .filter(({ backend }) => !known.has(backend))
    .map((use) => ({ pointer: use.pointer, detail: `names the backend ${use.backend}, which does not exist` }));
}

/** The values that are named but do not exist, and the plain ones. */
async function namedValueFaults(reader: Reader, workspaceId: string, written: unknown, pointer: string) {
  const uses = findNamedValueUses(written, pointer);
  const values = await listTexts(reader, workspaceId, uses);
  const known = new Set(values.map((value) => value.name));
  const faults = uses
    .filter((use) => !known.has(use.name))
    .map((use) => ({ pointer: use.pointer, detail: `names the value ${use.name}, which does not exist` }));
  return { faults, plain: plainOf(values) };
}

/** The workspace's fragments with their plain values put in; none are read for what includes none. */
async function plainFragments(
  reader: Reader,
  workspaceId: string,
  written: unknown,
  plain: ReadonlyMap<string, string>,
) {
  if (includedNames(written).length === 0) return NO_FRAGMENTS;
  const fragments = await listFragments(reader, workspaceId);
  const values = await listTexts(reader, workspaceId, findNamedValueUses([...fragments.values()]));
  const all = new Map([...plain, ...plainOf(values)]);
  return new Map([...fragments].map(([name, steps]) => [name, putNamedValues(steps, all)]));
}

async function listTexts(reader: Reader, workspaceId: string, uses: readonly NamedValueUse[]) {
  const names = [...new Set(uses.map((use) => use.name))];
  return names.length === 0 ? [] : listNamedValueTexts(reader, workspaceId, names);
}

function plainOf(values: Awaited<ReturnType<typeof listTexts>>): Map<string, string> {
  return new Map(values.filter((value) => value.kind === "plain").map((value) => [value.name, value.value]));
}
