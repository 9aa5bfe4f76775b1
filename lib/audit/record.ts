import { createHash } from "node:crypto";
import type { Permission } from "../authz/permissions.ts";
import type { Context } from "../context.ts";
import { canonicalJson } from "../contract/canonical.ts";
import type { Transaction } from "../db/database.ts";

export interface AuditEntry {
  action: Permission | `${string}.${string}`;
  workspaceId: string | null;
  subjectType: string;
  subjectId: string;
  /** Views, never rows: secrets must not get here. */
  before?: unknown;
  after?: unknown;
  note?: string | undefined;
}

/** Serialises writers of the chain; held until the transaction ends, so keep it the last thing a verb does. */
const CHAIN_LOCK = 7_140_001;

/**
 * Appends to the audit log inside the verb's transaction and returns the entry's id. Each entry's hash covers the one
 * before it, so that a removed or changed entry shows (`npm run audit:verify`).
 */
export async function recordAudit(tx: Transaction, ctx: Context, entry: AuditEntry): Promise<bigint> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CHAIN_LOCK}::bigint)`;
  const last = await tx.auditEvent.findFirst({ orderBy: { id: "desc" }, select: { hash: true } });
  const previousHash = last?.hash ?? new Uint8Array(32);
  const row = {
    at: ctx.now(),
    workspaceId: entry.workspaceId,
    ...actorColumns(ctx),
    action: entry.action,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    before: plain(entry.before),
    after: plain(entry.after),
    note: entry.note ?? "",
    address: ctx.address,
    requestId: ctx.requestId,
  };
  const created = await tx.auditEvent.create({
    data: {
      ...row,
      before: row.before ?? undefined,
      after: row.after ?? undefined,
      previousHash: Uint8Array.from(previousHash),
      hash: hashOf(previousHash, row),
    },
    select: { id: true },
  });
  return created.id;
}

/** The hash of an entry: SHA-256 over the previous hash and the canonical JSON of the entry's columns. */
export function hashOf(previousHash: Uint8Array, row: object): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    createHash("sha256")
      .update(previousHash)
      .update(canonicalJson(plain(row)))
      .digest(),
  );
}

function actorColumns({ actor }: Context) {
  if (actor.kind === "anonymous") return { actorKind: "anonymous", actorId: null, actorName: "" };
  return { actorKind: actor.kind, actorId: actor.id, actorName: actor.name };
}

/** As JSON will give it back: dates as text, no undefined members. */
function plain(value: unknown) {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
