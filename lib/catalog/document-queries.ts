import { z } from "zod";
import type { ApiDocument } from "../../prisma/generated/client.ts";
import type { Reader, Transaction } from "../db/database.ts";
import { type ExtractedOperation, extractedOperation } from "./document.ts";

export type NewDocument = Omit<ApiDocument, "id" | "createdAt">;

/** The document's id; one with the same bytes and the same normalised form is taken instead of a second one. */
export async function insertDocument(tx: Transaction, document: NewDocument): Promise<string> {
  const { workspaceId, sha256, normalisedSha256 } = document;
  await tx.apiDocument.createMany({ data: [toData(document)], skipDuplicates: true });
  const row = await tx.apiDocument.findUniqueOrThrow({
    where: { workspaceId_sha256_normalisedSha256: { workspaceId, sha256, normalisedSha256 } },
    select: { id: true },
  });
  return row.id;
}

/** The description byte for byte as it came. */
export async function getDocumentSource(reader: Reader, id: string) {
  return reader.apiDocument.findUniqueOrThrow({
    where: { id },
    select: { source: true, mediaType: true, sha256: true },
  });
}

/** OpenAPI 3.1 as gzip of its JSON. */
export async function getNormalisedDocument(reader: Reader, id: string) {
  return reader.apiDocument.findUniqueOrThrow({ where: { id }, select: { normalised: true, normalisedSha256: true } });
}

/** Which version of OpenAPI it was written in. */
export async function getDocumentFormat(reader: Reader, id: string) {
  return reader.apiDocument.findUniqueOrThrow({ where: { id }, select: { format: true } });
}

export async function listDocumentOperations(reader: Reader, id: string): Promise<ExtractedOperation[]> {
  const row = await reader.apiDocument.findUniqueOrThrow({ where: { id }, select: { operations: true } });
  return z.array(extractedOperation).parse(row.operations);
}

/** A part of the operations without reading the rest: large descriptions have thousands. */
export async function listDocumentOperationsFrom(
  reader: Reader,
  id: string,
  offset: number,
  limit: number,
): Promise<ExtractedOperation[]> {
  const rows = await reader.$queryRaw<{ operation: unknown }[]>`
    SELECT entry.value AS operation
    FROM api_documents d, jsonb_array_elements(d.operations) WITH ORDINALITY AS entry(value, place)
    WHERE d.id = ${id}::uuid AND entry.place > ${offset}
    ORDER BY entry.place LIMIT ${limit}`;
  return rows.map((row) => extractedOperation.parse(row.operation));
}

/** Prisma distinguishes what JSON columns hold from what they take; the values are the same. */
function toData(document: NewDocument) {
  return {
    ...document,
    info: document.info ?? {},
    operations: document.operations ?? [],
    problems: document.problems ?? [],
  };
}
