import type { z } from "zod";
import { recordAudit } from "../audit/record.ts";
import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { open } from "../crypto/seal.ts";
import { sha256 } from "../crypto/sha256.ts";
import { readSigningKey } from "../crypto/sign.ts";
import { inTransaction } from "../db/transaction.ts";
import { makeGatewayToken } from "./fleet.ts";
import type { GatewayInput } from "./input.ts";
import { getGroup, insertGateway, newestGenerations } from "./queries.ts";
import { type gatewaySecretView, toGatewayView } from "./view.ts";

/** What of the installation's keys a gateway is told, or that is opened for it. */
export interface FleetKeys {
  encryptionKey: Uint8Array;
  /** The private key that signs manifests; its public half is told. */
  signingKey: string;
}

/** Makes a gateway's identity. Its token and the group's key stand in this answer and can be read nowhere else. */
export async function registerGateway(
  ctx: Context,
  keys: FleetKeys,
  input: GatewayInput,
): Promise<z.output<typeof gatewaySecretView>> {
  authorizeInstallation(ctx.actor, "gateway.change");
  const signingKey = readSigningKey(keys.signingKey);

  return inTransaction(ctx, async (tx) => {
    const group = await getGroup(tx, input.group);
    const token = makeGatewayToken(ctx.random);
    const { name, labels } = input;
    const row = await insertGateway(tx, { name, labels, groupId: group.id, tokenHash: sha256(token) });
    await recordAudit(tx, ctx, {
      action: "gateway.register",
      workspaceId: null,
      subjectType: "gateway",
      subjectId: row.id,
      after: input,
    });
    const newest = await newestGenerations(tx, [group.id]);
    return {
      gateway: toGatewayView(row, newest.get(group.id) ?? null, ctx.now()),
      token,
      groupKey: Buffer.from(open(group.sealedKey, keys.encryptionKey)).toString("base64"),
      signingPublicKeys: `${signingKey.id}=${signingKey.publicKey}`,
    };
  });
}
