import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { defined } from "../db/defined.ts";
import { assertRowVersion } from "../db/row-version.ts";
import { inTransaction } from "../db/transaction.ts";
import { markChanged, partName } from "../publishing/mark-changed.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { ChangeProductInput } from "./input.ts";
import { toVisibilityColumn } from "./product.ts";
import { getApiIds, getProduct, type ProductRow, replaceProductApis, updateProduct } from "./queries.ts";
import { type ProductView, toProductView } from "./view.ts";

/** Members that are left out stay as they are. New terms make a new version of them, to be accepted by who asks from then on. */
export async function changeProduct(
  ctx: Context,
  workspaceSlug: string,
  slug: string,
  { apis, visibility, ...input }: ChangeProductInput,
  expectedVersion: number | undefined,
): Promise<ProductView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspaceSlug);
  authorize(ctx.actor, "product.change", workspaceId);

  return inTransaction(ctx, async (tx) => {
    const before = await getProduct(tx, workspaceId, slug);
    assertRowVersion(before, expectedVersion);
    assertChangeable(before, apis);
    const apiIds = apis && (await getApiIds(tx, workspaceId, apis));
    const termsVersion = before.termsVersion + (isNew(input.terms, before.terms) ? 1 : 0);
    const columns = defined({ ...input, visibility: toVisibilityColumn(visibility), termsVersion });
    await updateProduct(tx, before, columns);
    if (apiIds) await replaceProductApis(tx, before.id, apiIds);

    const after = await getProduct(tx, workspaceId, slug);
    const auditId = await recordAudit(tx, ctx, {
      action: "product.change",
      workspaceId,
      subjectType: "product",
      subjectId: before.id,
      before: toProductView(before),
      after: toProductView(after),
    });
    await markChanged(tx, partsOf(before, after), auditId);
    return toProductView(after);
  });
}

function assertChangeable(before: ProductRow, apis: string[] | undefined): void {
  if (before.state === "retired") throw new Problem("wrong-state", "The product is retired.", { state: "retired" });
  if (before.state === "published" && apis?.length === 0) {
    throw new Problem("wrong-state", "A published product holds at least one API.");
  }
}

/** The plans name the APIs that they open; an API carries the policies of the products that hold it. */
function partsOf(before: ProductRow, after: ProductRow): string[] {
  const was = new Set(before.apis.map(({ api }) => api.id));
  const is = new Set(after.apis.map(({ api }) => api.id));
  const changed = [...[...was].filter((id) => !is.has(id)), ...[...is].filter((id) => !was.has(id))];
  return changed.length === 0 ? [] : [partName.plans(), ...changed.map(partName.api)];
}

function isNew(terms: string | undefined, before: string): boolean {
  return terms !== undefined && terms !== before;
}
