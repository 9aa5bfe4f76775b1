import { type NamedValue, type PolicyDocument as PolicyDocumentRow, Prisma } from "../../prisma/generated/client.ts";
import type { PageInput } from "../contract/paging.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import { containing } from "../db/search.ts";
import { findBackendUses } from "./backend-uses.ts";
import type { Fragments } from "./fragments.ts";
import type { ListNamedValuesInput } from "./input.ts";
import { type PolicyDocument, toSteps, type WrittenStep } from "./policies.ts";

export function listNamedValueTexts(reader: Reader, workspaceId: string, names: string[]) {
  return reader.namedValue.findMany({
    where: { workspaceId, name: { in: names } },
    select: { name: true, kind: true, value: true },
  });
}

/** One more than `limit`, by name. */
export function listNamedValueRows(
  reader: Reader,
  workspaceId: string,
  { cursor, limit, search, kind }: ListNamedValuesInput,
) {
  const [after] = decodeCursor(cursor, 1) ?? [];
  return reader.namedValue.findMany({
    where: {
      workspaceId,
      ...(kind ? { kind } : {}),
      AND: [search ? { name: containing(search) } : {}, after === undefined ? {} : { name: { gt: after } }],
    },
    orderBy: { name: "asc" },
    take: limit + 1,
  });
}

export async function getNamedValueRow(reader: Reader, workspaceId: string, name: string): Promise<NamedValue> {
  const row = await reader.namedValue.findUnique({ where: { workspaceId_name: { workspaceId, name } } });
  if (!row) throw new Problem("not-found");
  return row;
}

export type NamedValueData = Pick<NamedValue, "kind" | "value"> & { sealed: Uint8Array<ArrayBuffer> | null };

/** Undefined when the name is taken. */
export async function insertNamedValue(tx: Transaction, workspaceId: string, name: string, data: NamedValueData) {
  const [row] = await tx.namedValue.createManyAndReturn({
    data: [{ workspaceId, name, ...data }],
    skipDuplicates: true,
  });
  return row;
}

/** Undefined when it has changed since `rowVersion` was read. */
export async function writeNamedValue(tx: Transaction, id: string, rowVersion: number, data: NamedValueData) {
  const [row] = await tx.namedValue.updateManyAndReturn({
    where: { id, rowVersion },
    data: { ...data, rowVersion: { increment: 1 } },
  });
  return row;
}

export async function removeNamedValue(tx: Transaction, id: string, rowVersion: number): Promise<boolean> {
  return (await tx.namedValue.deleteMany({ where: { id, rowVersion } })).count === 1;
}

/** Where a document of policies stands: of a product, of the workspace itself, or without one of the whole installation. */
export interface PolicyPlace {
  workspaceId: string | null;
  productId: string | null;
}

export async function findPolicyRow(
  reader: Reader,
  { workspaceId, productId }: PolicyPlace,
): Promise<PolicyDocumentRow | undefined> {
  return (await reader.policyDocument.findFirst({ where: { workspaceId, productId } })) ?? undefined;
}

/** Undefined when another document was put there meanwhile. */
export async function insertPolicyRow(tx: Transaction, place: PolicyPlace, document: PolicyDocument, updatedAt: Date) {
  const [row] = await tx.policyDocument.createManyAndReturn({
    data: [{ ...place, document: toJson(document), updatedAt }],
    skipDuplicates: true,
  });
  return row;
}

/** Undefined when it has changed since `rowVersion` was read. */
export async function writePolicyRow(
  tx: Transaction,
  { id, rowVersion }: Pick<PolicyDocumentRow, "id" | "rowVersion">,
  document: PolicyDocument,
  updatedAt: Date,
) {
  const [row] = await tx.policyDocument.updateManyAndReturn({
    where: { id, rowVersion },
    data: { document: toJson(document), updatedAt, rowVersion: { increment: 1 } },
  });
  return row;
}

/** A document of policies that is in force, and where. */
export interface PolicyUse {
  document: unknown;
  /** For people: `workspace`, `product starter`, `fragment limits`, `api orders v1`. */
  place: string;
  /** The fragment's name, where it is one: `document` is its steps then. */
  fragment: string | null;
}

/** The documents in force and the fragments that name a value. */
export function listUsesOfNamedValue(reader: Reader, workspaceId: string, name: string): Promise<PolicyUse[]> {
  return listUsesOfText(reader, workspaceId, `{{${name}}}`);
}

/** The documents in force and the fragments that include a fragment themselves. */
export function listUsesOfFragment(reader: Reader, workspaceId: string, name: string): Promise<PolicyUse[]> {
  // The one way in which the database writes the step.
  return listUsesOfText(reader, workspaceId, `"include-fragment": {"fragment": "${name}"}`);
}

/** The places in force whose policies name a backend. */
export async function listPoliciesNamingBackend(reader: Reader, workspaceId: string, slug: string): Promise<string[]> {
  const uses = await Promise.all(BACKEND_POLICIES.map((name) => listUsesOfText(reader, workspaceId, `"${name}":`)));
  const naming = uses
    .flat()
    .filter(({ document }) => findBackendUses(document).some(({ backend }) => backend === slug));
  return [...new Set(naming.map(({ place }) => place))];
}

const BACKEND_POLICIES = ["set-backend", "traffic-split"];

/** Of these slugs, those that are a backend's. */
export async function listExistingBackends(reader: Reader, workspaceId: string, slugs: string[]): Promise<Set<string>> {
  const rows = await reader.backend.findMany({ where: { workspaceId, slug: { in: slugs } }, select: { slug: true } });
  return new Set(rows.map(({ slug }) => slug));
}

/** Of the workspace, its products, fragments and backends (which have no policies), and the live and coming revisions of its APIs. */
async function listUsesOfText(reader: Reader, workspaceId: string, held: string): Promise<PolicyUse[]> {
  const text = `%${held.replaceAll("\\", "\\\\").replaceAll("_", "\\_").replaceAll("%", "\\%")}%`;
  return reader.$queryRaw<PolicyUse[]>(Prisma.sql`
    SELECT d.document, CASE WHEN p.slug IS NULL THEN 'workspace' ELSE 'product ' || p.slug END AS place, NULL AS fragment
      FROM policy_documents d LEFT JOIN products p ON p.id = d.product_id
     WHERE d.workspace_id = ${workspaceId}::uuid AND d.document::text LIKE ${text}
    UNION ALL
    SELECT f.steps, 'fragment ' || f.name, f.name
      FROM policy_fragments f
     WHERE f.workspace_id = ${workspaceId}::uuid AND f.steps::text LIKE ${text}
    UNION ALL
    SELECT o.document, 'api ' || a.slug || ' ' || v.name, NULL
      FROM apis a JOIN api_versions v ON v.api_id = a.id JOIN revisions r ON r.version_id = v.id,
           LATERAL (SELECT r.policies AS document UNION ALL SELECT value FROM jsonb_each(r.operation_policies)) o
     WHERE a.workspace_id = ${workspaceId}::uuid AND r.state IN ('draft', 'in_review', 'approved', 'live')
       AND o.document::text LIKE ${text}
    UNION ALL
    SELECT '{}'::jsonb, 'backend ' || b.slug, NULL
      FROM backends b
     WHERE b.workspace_id = ${workspaceId}::uuid AND b.config::text LIKE ${text}
     ORDER BY place`);
}

/** All fragments of a workspace: they name each other. */
export async function listFragments(reader: Reader, workspaceId: string): Promise<Fragments> {
  const rows = await reader.policyFragment.findMany({ where: { workspaceId }, select: { name: true, steps: true } });
  return new Map(rows.map(({ name, steps }) => [name, toSteps(steps)]));
}

/** One more than `limit`, by name. */
export function listFragmentRows(reader: Reader, workspaceId: string, { cursor, limit }: PageInput) {
  const [after] = decodeCursor(cursor, 1) ?? [];
  return reader.policyFragment.findMany({
    where: { workspaceId, ...(after === undefined ? {} : { name: { gt: after } }) },
    orderBy: { name: "asc" },
    take: limit + 1,
  });
}

export async function findFragmentRow(reader: Reader, workspaceId: string, name: string) {
  return (await reader.policyFragment.findUnique({ where: { workspaceId_name: { workspaceId, name } } })) ?? undefined;
}

/** Undefined when the name was taken meanwhile. */
export async function insertFragment(
  tx: Transaction,
  workspaceId: string,
  name: string,
  steps: readonly WrittenStep[],
) {
  const [row] = await tx.policyFragment.createManyAndReturn({
    data: [{ workspaceId, name, steps: toJson(steps) }],
    skipDuplicates: true,
  });
  return row;
}

/** Undefined when it has changed since `rowVersion` was read. */
export async function writeFragment(
  tx: Transaction,
  { id, rowVersion }: { id: string; rowVersion: number },
  steps: readonly WrittenStep[],
) {
  const [row] = await tx.policyFragment.updateManyAndReturn({
    where: { id, rowVersion },
    data: { steps: toJson(steps), rowVersion: { increment: 1 } },
  });
  return row;
}

export async function removeFragment(tx: Transaction, { id, rowVersion }: { id: string; rowVersion: number }) {
  return (await tx.policyFragment.deleteMany({ where: { id, rowVersion } })).count === 1;
}

/** The APIs whose parts the policies of a place go into. */
export async function listApiIdsUnder(reader: Reader, { workspaceId, productId }: PolicyPlace): Promise<string[]> {
  const rows = await reader.api.findMany({
    where: {
      ...(workspaceId === null ? {} : { workspaceId }),
      archivedAt: null,
      ...(productId === null ? {} : { products: { some: { productId } } }),
    },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** Prisma's input type has mutable members; the value is plain JSON all the same. */
function toJson<Value extends PolicyDocument | readonly WrittenStep[]>(document: Value): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(document));
}
