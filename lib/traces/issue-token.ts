import { randomBytes, sign } from "node:crypto";
import { recordAudit } from "../audit/record.ts";
import { authorize } from "../authz/authorize.ts";
import { getApi } from "../catalog/queries.ts";
import type { Context } from "../context.ts";
import { TRACE_HEADER, writeTraceToken } from "../contract/trace.ts";
import type { SigningKey } from "../crypto/sign.ts";
import { inTransaction } from "../db/transaction.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { TraceTokenInput } from "./input.ts";
import type { TraceTokenView } from "./view.ts";

const NONCE_BYTES = 12;

/** Signs a token with which calls of one API are traced, for as long as it lasts. It cannot be taken back: it is short-lived. */
export async function issueTraceToken(
  ctx: Context,
  readKey: () => SigningKey,
  workspace: string,
  slug: string,
  { seconds }: TraceTokenInput,
): Promise<TraceTokenView> {
  const workspaceId = await getWorkspaceId(ctx.db, workspace);
  authorize(ctx.actor, "trace.create", workspaceId);

  const key = readKey();
  return inTransaction(ctx, async (tx) => {
    const api = await getApi(tx, workspaceId, slug);
    const expiresAt = Math.floor(ctx.now().getTime() / 1000) + seconds;
    const nonce = randomBytes(NONCE_BYTES).toString("base64url");
    const token = writeTraceToken({ keyId: key.id, api: api.id, expiresAt, nonce }, (bytes) =>
      sign(null, bytes, key.privateKey),
    );
    await recordAudit(tx, ctx, {
      action: "trace.create",
      workspaceId,
      subjectType: "api",
      subjectId: api.id,
      after: { expiresAt: new Date(expiresAt * 1000).toISOString() },
    });
    return { token, header: TRACE_HEADER, expiresAt: new Date(expiresAt * 1000).toISOString() };
  });
}
