import { z } from "zod";
import { operationChanges } from "../catalog/compare.ts";
import { documentFormats, documentInfo, extractedOperation, finding } from "../catalog/document.ts";
import { importStates } from "./import.ts";
import type { ImportRow } from "./queries.ts";

export const importProblem = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.array(finding.omit({ severity: true })),
});

const importedDocument = z.object({
  id: z.uuid(),
  sha256: z.string(),
  title: z.string(),
  format: z.enum(documentFormats),
  info: documentInfo,
  operations: z.int(),
  warnings: z.array(finding),
});

export const importView = z.object({
  id: z.uuid(),
  state: z.enum(importStates),
  percent: z.int(),
  step: z.string(),
  url: z.string().nullable(),
  /** Why it failed. */
  problem: importProblem.nullable(),
  /** What came of it. */
  document: importedDocument.nullable(),
  /** The version that it is compared with. */
  target: z.object({ api: z.string(), version: z.string() }).nullable(),
  /** Against that version. */
  changes: operationChanges.nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});

export const operationPreview = extractedOperation.omit({ digest: true });

export type ImportProblem = z.infer<typeof importProblem>;
export type ImportView = z.infer<typeof importView>;
export type OperationPreview = z.infer<typeof operationPreview>;

export function toImportView(row: ImportRow): ImportView {
  return {
    id: row.id,
    state: row.state,
    percent: row.percent,
    step: row.step,
    url: row.url,
    problem: importProblem.nullable().parse(row.problem),
    document: row.document && toDocument(row.document),
    target: row.target,
    changes: operationChanges.nullable().parse(row.changes),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

function toDocument(row: NonNullable<ImportRow["document"]>): ImportView["document"] {
  return {
    id: row.id,
    sha256: row.sha256,
    title: row.title,
    format: z.enum(documentFormats).parse(row.format),
    info: documentInfo.parse(row.info),
    operations: row.operationCount,
    warnings: z.array(finding).parse(row.problems),
  };
}
