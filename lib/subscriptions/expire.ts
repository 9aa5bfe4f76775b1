import type { Context } from "../context.ts";
import { inTransaction } from "../db/transaction.ts";
import { moveSubscription } from "./move.ts";
import { takeEnded } from "./queries.ts";

/** Few enough that the audit chain is not held for long. */
const BATCH = 100;

/**
 * Ends every subscription whose time is over and returns how many. Run by the clock as often as wanted, in any number of
 * workers; gateways end them by themselves at the same moment, this makes the record say so.
 */
export async function expireSubscriptions(ctx: Context): Promise<number> {
  let ended = 0;
  for (;;) {
    const count = await expireBatch(ctx);
    ended += count;
    if (count < BATCH) return ended;
  }
}

function expireBatch(ctx: Context): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const rows = await takeEnded(tx, ctx.now(), BATCH);
    for (const row of rows) await moveSubscription(tx, ctx, row, "expire");
    return rows.length;
  });
}
