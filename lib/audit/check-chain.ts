import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import type { ChainQuery } from "./input.ts";
import { findHash } from "./queries.ts";
import { verifyChain } from "./verify.ts";
import type { ChainView } from "./view.ts";

/** Verifies a stretch of the chain; a long log takes several calls, each of which ends where the next one begins. */
export async function checkChain(ctx: Context, { after }: ChainQuery): Promise<ChainView> {
  authorizeInstallation(ctx.actor, "installation.audit");
  const { stoppedAt, broken, ...report } = await verifyChain(ctx.db, {
    after: after === undefined ? undefined : await startAfter(ctx, BigInt(after)),
    entriesMax: ENTRIES_A_CALL_MAX,
  });
  return { ...report, broken: broken ?? null, nextAfter: stoppedAt === undefined ? null : String(stoppedAt) };
}

/** A few seconds' work. */
const ENTRIES_A_CALL_MAX = 20_000;

async function startAfter(ctx: Context, id: bigint) {
  const hash = await findHash(ctx.db, id);
  if (!hash) throw new Problem("not-found");
  return { id, hash };
}
