import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { defined } from "../db/defined.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { assertValuesExist } from "../policies/assert-document.ts";
import { listApiIdsUnder, listPoliciesNamingBackend } from "../policies/queries.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import { type BackendChange, backendConfig } from "./input.ts";
import { getBackend, listApisServedFrom, updateBackend } from "./queries.ts";
import { type BackendView, toBackendView } from "./view.ts";

/** Members that are left out stay as they are. What is live calls the changed backend from the next snapshot on. */
export async function changeBackend(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
  { name, ...change }: BackendChange,
  expectedVersion: number | undefined,
): Promise<BackendView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "backend.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const before = await getBackend(tx, workspaceId, slug);
    assertRowVersion(before, expectedVersion);
    const config = withoutNulls({ ...backendConfig.parse(before.config), ...defined(change) });
    await assertValuesExist(tx, workspaceId, config.tls, "/tls");
    await updateBackend(tx, before, { name: name ?? before.name, config });

    const after = toBackendView(await getBackend(tx, workspaceId, slug));
    const named = (await listPoliciesNamingBackend(tx, workspaceId, slug)).length > 0;
    const served = named
      ? await listApiIdsUnder(tx, { workspaceId, productId: null })
      : await listApisServedFrom(tx, before.id);
    const auditId = await recordAudit(tx, ctx, {
      action: "backend.change",
      workspaceId,
      subjectType: "backend",
      subjectId: before.id,
      before: toBackendView(before),
      after,
    });
    await markChanged(tx, served.map(partName.api), auditId);
    return after;
  });
}

/** Null takes away what may be left out. */
function withoutNulls<T extends object>(config: T): { [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null)) as {
    [K in keyof T]: Exclude<T[K], null>;
  };
}
