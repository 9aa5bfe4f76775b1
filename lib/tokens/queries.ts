import type { Permission } from "../authz/permissions.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader, Transaction } from "../db/database.ts";

/** Whose a token is: a user's, a workspace's, or, with neither, the installation's. */
export interface TokenOwner {
  userId: string | null;
  workspaceId: string | null;
}

export async function insertToken(
  tx: Transaction,
  token: TokenOwner & {
    name: string;
    hash: Uint8Array<ArrayBuffer>;
    prefix: string;
    permissions: Permission[];
    createdAt: Date;
    expiresAt: Date | null;
  },
) {
  return tx.accessToken.create({ data: token });
}

export async function findTokenByHash(reader: Reader, hash: Uint8Array<ArrayBuffer>) {
  return reader.accessToken.findUnique({ where: { hash } });
}

export async function getToken(reader: Reader, id: string) {
  const row = await reader.accessToken.findUnique({ where: { id } });
  if (!row) throw new Problem("not-found");
  return row;
}

export async function listTokenRows(reader: Reader, owner: TokenOwner, after: string | undefined, take: number) {
  return reader.accessToken.findMany({
    where: after === undefined ? owner : { ...owner, id: { lt: after } },
    orderBy: { id: "desc" },
    take,
  });
}

/** False when it was revoked before. */
export async function revokeTokenRow(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.accessToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
  return count === 1;
}

export async function touchToken(reader: Reader, id: string, at: Date): Promise<void> {
  await reader.accessToken.updateMany({ where: { id }, data: { lastUsedAt: at } });
}

/** The bootstrap token with exactly these permissions, whether or not it was there. */
export async function putToken(
  tx: Transaction,
  token: { name: string; hash: Uint8Array<ArrayBuffer>; prefix: string; permissions: Permission[] },
) {
  return tx.accessToken.upsert({
    where: { hash: token.hash },
    create: { ...token, userId: null, workspaceId: null },
    update: { permissions: token.permissions },
  });
}
