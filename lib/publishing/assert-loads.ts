import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { compileApi } from "./compile-api.ts";
import { assertPartLoads } from "./loads.ts";
import { findApiRows } from "./source-queries.ts";
import { toApiSource } from "./to-sources.ts";

/**
 * Compiles an API as its rows stand in this transaction and loads it with the gateway's own loader: what a publishing verb
 * calls after its writes, so that nothing is published that a gateway would refuse.
 *
 * @throws Problem `snapshot-not-loadable` with the reason.
 */
export async function assertLoads(tx: Transaction, apiId: string): Promise<void> {
  const rows = await findApiRows(tx, apiId);
  if (!rows) return;
  try {
    assertPartLoads(`api/${apiId}`, compileApi(toApiSource(rows, noSecret), ANY_KEY));
  } catch (error) {
    // pure code on the publisher's own rows: whatever it finds is for them to mend
    if (error instanceof Problem) throw error;
    throw new Problem("snapshot-not-loadable", error instanceof Error ? error.message : String(error));
  }
}

/** Nothing of this compilation is kept: secrets need not be opened, and any key seals them. */
const noSecret = () => "";
const ANY_KEY = new Uint8Array(32);
