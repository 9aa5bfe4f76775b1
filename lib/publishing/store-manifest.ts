import type { Context } from "../context.ts";
import { canonicalJson } from "../contract/canonical.ts";
import { SNAPSHOT_FORMAT } from "../contract/snapshot.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import { type SigningKey, signManifest } from "../crypto/sign.ts";
import type { Transaction } from "../db/database.ts";
import { insertSnapshot, readParts } from "./queries.ts";

/** Signs what the group's parts are now and stores it as a generation. */
export async function storeManifest(
  tx: Transaction,
  ctx: Context,
  signingKey: SigningKey,
  {
    id,
    slug,
    generation,
    cause,
    restoredFrom,
  }: {
    id: string;
    slug: string;
    generation: number;
    cause: { part: string; auditId?: number }[];
    restoredFrom?: number;
  },
): Promise<void> {
  const builtAt = ctx.now();
  const body = { format: SNAPSHOT_FORMAT, group: slug, generation, builtAt: builtAt.toISOString() } as const;
  const manifest = signManifest({ ...body, ...(await readParts(tx, id)) }, signingKey);
  const bytes = Buffer.from(canonicalJson(manifest), "utf8");
  await insertSnapshot(tx, {
    groupId: id,
    generation,
    manifest: Uint8Array.from(bytes),
    sha256: sha256Hex(bytes),
    cause,
    builtAt,
    ...(restoredFrom === undefined ? {} : { restoredFrom }),
  });
}
