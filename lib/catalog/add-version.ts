import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { actorId } from "./decision.ts";
import type { CreateVersionInput } from "./input.ts";
import { insertVersion } from "./queries.ts";
import { revisionContent } from "./revision-content.ts";
import { findBaseRevision, insertRevision } from "./revision-queries.ts";

/**
 * A version in draft with a draft of its first revision; part of the verbs that create an API or a version. What its revision
 * does not say is taken from the version `copiedFrom`.
 */
export async function addVersion(
  tx: Transaction,
  ctx: Context,
  api: { apiId: string; workspaceId: string; copiedFrom?: string | undefined },
  { name, migrationGuide, ...revision }: CreateVersionInput,
): Promise<string> {
  const base = api.copiedFrom === undefined ? undefined : await findBaseRevision(tx, api.copiedFrom);
  const content = await revisionContent(tx, api.workspaceId, revision, base);
  const versionId = await insertVersion(tx, { apiId: api.apiId, name, migrationGuide: migrationGuide ?? "" });
  await insertRevision(tx, {
    ...content,
    versionId,
    note: revision.note ?? "",
    createdById: actorId(ctx.actor),
  });
  return versionId;
}
