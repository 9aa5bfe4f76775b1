import type { z } from "zod";
import { recordAudit } from "../audit/record.ts";
import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { milliseconds } from "../contract/units.ts";
import { sha256 } from "../crypto/sha256.ts";
import { inTransaction } from "../db/transaction.ts";
import { makeGatewayToken } from "./fleet.ts";
import type { RotateInput } from "./input.ts";
import { getGateway, newestGenerations, writeToken } from "./queries.ts";
import { type gatewayTokenView, toGatewayView } from "./view.ts";

/** Gives a gateway a new token; the old one works until the overlap ends. */
export async function rotateGatewayToken(
  ctx: Context,
  id: string,
  { overlap }: RotateInput,
): Promise<z.output<typeof gatewayTokenView>> {
  authorizeInstallation(ctx.actor, "gateway.change");

  return inTransaction(ctx, async (tx) => {
    const before = await getGateway(tx, id);
    if (before.revokedAt) throw new Problem("wrong-state", "The gateway is revoked.");
    const token = makeGatewayToken(ctx.random);
    const previousUntil = new Date(ctx.now().getTime() + milliseconds(overlap));
    await writeToken(tx, before, { hash: sha256(token), previousUntil });
    const newest = await newestGenerations(tx, [before.groupId]);
    const gateway = toGatewayView(await getGateway(tx, id), newest.get(before.groupId) ?? null, ctx.now());
    await recordAudit(tx, ctx, {
      action: "gateway.rotate-token",
      workspaceId: null,
      subjectType: "gateway",
      subjectId: id,
      after: { previousTokenUntil: previousUntil },
    });
    return { gateway, token };
  });
}
