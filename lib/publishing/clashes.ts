import type { Transaction } from "../db/database.ts";
import type { PartFault } from "./faults.ts";
import { findRouteClash, pointPart, removePart, type StoredPart } from "./queries.ts";

/**
 * Takes back fresh parts of APIs that would answer where another part of the group answers: a gateway refuses the whole
 * snapshot over such a pair. Rows never clash (a unique index), but the other part may be an older one that was kept because
 * its API has a fault. Ends at the latest with the parts that were there before.
 *
 * @param replaced what each fresh part took the place of.
 */
export async function takeBackClashes(
  tx: Transaction,
  groupId: string,
  replaced: Map<string, StoredPart | undefined>,
): Promise<PartFault[]> {
  const faults: PartFault[] = [];
  for (;;) {
    const clash = await findRouteClash(tx, groupId, [...replaced.keys()]);
    if (!clash) return faults;
    const before = replaced.get(clash.name);
    replaced.delete(clash.name);
    if (before) await pointPart(tx, groupId, clash.name, before);
    else await removePart(tx, groupId, clash.name);
    const detail = `Another API (${clash.other}), whose change cannot be served, still answers at ${clash.route}.`;
    faults.push({ name: clash.name, reason: detail, auditId: null });
  }
}
