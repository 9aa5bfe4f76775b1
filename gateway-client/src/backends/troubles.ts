import type { BackendTrouble } from "@gatehouse/contract/status.ts";
import type { BackendReport } from "./running-backend.ts";

/** What of the backends is not as it should be, for the control plane. */
export function troublesOf(reports: readonly BackendReport[]): BackendTrouble[] {
  return reports.flatMap(({ id, name, circuit, targets }) => {
    const targetsOut = targets.filter(({ isUp }) => !isUp).map(({ url }) => url);
    const isClosed = circuit === undefined || circuit === "closed";
    if (isClosed && targetsOut.length === 0) return [];
    return [{ id, name, ...(isClosed ? {} : { circuit }), targetsOut, targets: targets.length }];
  });
}
