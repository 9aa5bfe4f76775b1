import { listCatalogOperations, listCatalogTags } from "#lib/catalog/portal.ts";
import type { OperationView } from "#lib/catalog/view.ts";
import type { VersionAddress } from "#lib/client/reference.ts";
import { read } from "../_reader/read.ts";

/** As many as a column shows well; the filter finds the rest. */
const BESIDE_MAX = 60;

/** What stands beside an operation: all of a small description, of a large one those of the same tag and the names of the others. */
export async function operationsBeside(at: VersionAddress, current: OperationView) {
  const [tag] = current.tags;
  const tags = await read((ctx) => listCatalogTags(ctx, at));
  const total = tags.reduce((sum, each) => sum + each.operations, 0);
  const isSmall = total <= BESIDE_MAX;
  const { items } = await read((ctx) =>
    listCatalogOperations(ctx, at, { limit: BESIDE_MAX, ...(isSmall || tag === undefined ? {} : { tag }) }),
  );
  const further = isSmall ? [] : tags.filter((each) => each.tag !== "" && each.tag !== tag);
  const isAmong = items.some(({ key }) => key === current.key);
  return { operations: isAmong ? items : [current, ...items], further, total };
}
