import type { Prisma } from "../../prisma/generated/client.ts";
import { getBackend } from "../backends/queries.ts";
import { escapeToken } from "../contract/faults.ts";
import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { getImportRow } from "../imports/queries.ts";
import { assertPolicyDocument } from "../policies/assert-document.ts";
import { assertDescribes } from "../publishing/assert-describes.ts";
import { type ComparedOperation, carryPolicies } from "./compare.ts";
import { listDocumentOperations } from "./document-queries.ts";
import type { RevisionInput } from "./input.ts";
import { listComparedOperations, type RevisionRow } from "./revision-queries.ts";

export interface RevisionContent {
  documentId: string | null;
  backendId: string;
  policies: Prisma.InputJsonObject;
  operationPolicies: Prisma.InputJsonObject;
}

/**
 * What a revision holds by its input and the revision that it goes out from. A new description keeps the policies of the
 * operations that it continues (`matchOperations`); those of operations that are gone go with them.
 */
export async function revisionContent(
  tx: Transaction,
  workspaceId: string,
  input: RevisionInput,
  base: RevisionRow | undefined,
): Promise<RevisionContent> {
  const documentId = await documentOf(tx, workspaceId, input, base);
  const operations = documentId === null ? [] : await listDocumentOperations(tx, documentId);
  const carried = await carriedPolicies(tx, base, operations);
  const operationPolicies = input.operationPolicies ?? carried;
  await assertPolicies(tx, workspaceId, input, new Set(operations.map(({ key }) => key)));
  const policies = toJson(input.policies ?? base?.policies ?? {});
  if (documentId !== null)
    await assertDescribes(tx, documentId, { policies, operationPolicies: Object(operationPolicies), operations });
  return {
    documentId,
    backendId: await backendOf(tx, workspaceId, input, base),
    policies,
    operationPolicies: toJson(operationPolicies),
  };
}

async function documentOf(tx: Transaction, workspaceId: string, input: RevisionInput, base: RevisionRow | undefined) {
  if (input.anyPath) return null;
  if (input.import === undefined) {
    if (base) return base.documentId;
    throw invalid("/import", "names no import; send one, or anyPath: true");
  }
  const row = await getImportRow(tx, workspaceId, input.import).catch((error: unknown) => {
    // the import is a member of the body, not of the path: a wrong one is a fault at its place
    if (error instanceof Problem && error.slug === "not-found")
      throw invalid("/import", "is no import of this workspace");
    throw error;
  });
  if (row.state !== "done" || !row.document) throw new Problem("wrong-state", `The import is ${row.state}.`);
  return row.document.id;
}

async function backendOf(
  tx: Transaction,
  workspaceId: string,
  { backend }: RevisionInput,
  base: RevisionRow | undefined,
) {
  if (backend === undefined) {
    if (base) return base.backendId;
    throw invalid("/backend", "names no backend");
  }
  const row = await getBackend(tx, workspaceId, backend).catch((error: unknown) => {
    // as above
    if (error instanceof Problem && error.slug === "not-found")
      throw invalid("/backend", "is no backend of this workspace");
    throw error;
  });
  return row.id;
}

async function carriedPolicies(tx: Transaction, base: RevisionRow | undefined, operations: ComparedOperation[]) {
  if (!base) return {};
  const policies = Object(base.operationPolicies);
  if (Object.keys(policies).length === 0) return {};
  return carryPolicies(policies, await listComparedOperations(tx, base.id), operations);
}

async function assertPolicies(tx: Transaction, workspaceId: string, input: RevisionInput, keys: ReadonlySet<string>) {
  if (input.policies) await assertPolicyDocument(tx, workspaceId, input.policies, "/policies");
  for (const [key, document] of Object.entries(input.operationPolicies ?? {})) {
    const pointer = `/operationPolicies/${escapeToken(key)}`;
    if (!keys.has(key)) throw invalid(pointer, "is no operation of this revision");
    await assertPolicyDocument(tx, workspaceId, document, pointer);
  }
}

function invalid(pointer: string, detail: string): Problem {
  return new Problem("invalid-input", `${pointer}: ${detail}`, { errors: [{ pointer, detail }] });
}

/** The values came out of JSON; Prisma's type says the same of what goes in. */
function toJson(value: unknown): Prisma.InputJsonObject {
  return Object(value) as Prisma.InputJsonObject;
}
