import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { defined } from "../db/defined.ts";
import { inTransaction } from "../db/transaction.ts";
import { getImportRow } from "../imports/queries.ts";
import { toImportView } from "../imports/view.ts";
import { toVisibilityColumn } from "../products/product.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { addVersion } from "./add-version.ts";
import { claimRoutes } from "./claim-routes.ts";
import type { CreateApiInput } from "./input.ts";
import { getApi, insertApi } from "./queries.ts";
import { type ApiView, toApiView } from "./view.ts";

const byVersionInPath = { scheme: "path" } as const;
const byKeyInHeader = { apiKey: { headers: ["x-api-key"], query: [] } };

/**
 * An API, at once with its first version and a draft of its first revision when the input says what they are made of. Nothing
 * of it reaches a gateway before a revision is published.
 */
export async function createApi(ctx: Context, workspaceSlug: string, input: CreateApiInput): Promise<ApiView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "api.create", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const { version, visibility, ...fields } = { ...(await describedBy(tx, workspaceId, input)), ...defined(input) };
    if (fields.name === undefined) {
      throw new Problem("invalid-input", "/name: is needed", { errors: [{ pointer: "/name", detail: "is needed" }] });
    }
    const id = await insertApi(tx, {
      ...fields,
      name: fields.name,
      workspaceId,
      basePath: fields.basePath ?? `/${input.slug}`,
      versioning: fields.versioning ?? byVersionInPath,
      credentials: fields.credentials ?? byKeyInHeader,
      ...defined({ visibility: toVisibilityColumn(visibility) }),
    });
    if (version) await addVersion(tx, ctx, { apiId: id, workspaceId }, version);

    const row = await getApi(tx, workspaceId, input.slug);
    await claimRoutes(tx, ctx.actor, row);
    const after = toApiView(row);
    await recordAudit(tx, ctx, { action: "api.create", workspaceId, subjectType: "api", subjectId: id, after });
    return after;
  });
}

/** What the imported description says, for members that the input leaves out. */
async function describedBy(tx: Transaction, workspaceId: string, { version }: CreateApiInput) {
  if (version?.import === undefined) return {};
  const { document } = toImportView(await getImportRow(tx, workspaceId, version.import));
  if (!document) return {};
  return {
    name: document.title.slice(0, 100),
    summary: document.info.summary,
    description: document.info.description,
  };
}
