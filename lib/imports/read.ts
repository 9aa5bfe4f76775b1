import { authorize } from "../authz/authorize.ts";
import { listDocumentOperationsFrom } from "../catalog/document-queries.ts";
import type { Context } from "../context.ts";
import type { Page, PageInput } from "../contract/paging.ts";
import { Problem } from "../contract/problem.ts";
import { decodeCursor, toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { ListImportsInput } from "./input.ts";
import { getImportRow, listImportRows } from "./queries.ts";
import { type ImportView, type OperationPreview, toImportView } from "./view.ts";

export async function readImport(ctx: Context, workspaceSlug: string, id: string): Promise<ImportView> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  return toImportView(await getImportRow(ctx.db, workspaceId, id));
}

export async function listImports(
  ctx: Context,
  workspaceSlug: string,
  input: ListImportsInput,
): Promise<Page<ImportView>> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  const rows = await listImportRows(ctx.db, workspaceId, input);
  return toPage(rows, input.limit, (row) => [row.id], toImportView);
}

/** The operations that an import has found, in the order of the description. */
export async function listImportedOperations(
  ctx: Context,
  workspaceSlug: string,
  id: string,
  { cursor, limit }: PageInput,
): Promise<Page<OperationPreview>> {
  const workspaceId = await workspaceToRead(ctx, workspaceSlug);
  const { document, state } = await getImportRow(ctx.db, workspaceId, id);
  if (!document) throw new Problem("wrong-state", `The import is ${state}; it has found no operations.`);
  const [after = "0"] = decodeCursor(cursor, 1) ?? [];
  const offset = Number.parseInt(after, 10) || 0;
  const operations = await listDocumentOperationsFrom(ctx.db, document.id, offset, limit + 1);
  return toPage(
    operations,
    limit,
    () => [String(offset + limit)],
    ({ digest: _digest, ...shown }) => shown,
  );
}

async function workspaceToRead(ctx: Context, slug: string): Promise<string> {
  const workspaceId = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "api.read", workspaceId);
  return workspaceId;
}
