import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import { actorId } from "../catalog/decision.ts";
import { getApi, getVersion } from "../catalog/queries.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { inTransaction } from "../db/transaction.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { ImportSource } from "./import.ts";
import type { StartImportQuery } from "./input.ts";
import { insertImport } from "./queries.ts";
import { type ImportView, toImportView } from "./view.ts";

/** Takes a description in. It is read by a worker; `readImport` tells how far it is. */
export async function startImport(
  ctx: Context,
  workspaceSlug: string,
  source: ImportSource,
  compareWith: StartImportQuery = {},
): Promise<ImportView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "import.create", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const row = await insertImport(tx, {
      workspaceId,
      createdById: actorId(ctx.actor),
      versionId: await findVersionId(tx, workspaceId, compareWith),
      ...columnsOf(source),
    });
    await enqueue(tx, "import.run", { importId: row.id });
    await recordAudit(tx, ctx, {
      action: "import.create",
      workspaceId,
      subjectType: "import",
      subjectId: row.id,
      after: { url: row.url, mediaType: row.mediaType },
    });
    return toImportView(row);
  });
}

async function findVersionId(tx: Transaction, workspaceId: string, { api, version }: StartImportQuery) {
  if (api === undefined && version === undefined) return null;
  if (api === undefined || version === undefined) {
    throw new Problem("invalid-input", "Name the API and the version to compare with, or neither.");
  }
  return getVersion(await getApi(tx, workspaceId, api), version).id;
}

function columnsOf(source: ImportSource) {
  if ("url" in source) return { source: null, url: source.url, mediaType: "" };
  if (source.content.length === 0) throw new Problem("malformed-body", "The description is empty.");
  return { source: Uint8Array.from(source.content), url: null, mediaType: source.mediaType };
}
