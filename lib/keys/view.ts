import { z } from "zod";
import type { KeyRow } from "./queries.ts";

export const keyView = z.object({
  id: z.uuid(),
  subscriptionId: z.uuid(),
  /** A key, or who calls without one: a client of the issuer in `prefix`, or the owner of a certificate. */
  kind: z.enum(["key", "client", "certificate"]),
  label: z.string(),
  /** Empty for a key that was brought along. */
  prefix: z.string(),
  lastFour: z.string(),
  state: z.enum(["working", "rotated", "expired", "revoked"]),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  successorId: z.uuid().nullable(),
});

/** The only time that a key is shown. */
export const newKeyView = keyView.extend({ key: z.string() });

/** A rotation's two sides. */
export const rotatedKeyView = newKeyView.extend({ replaced: keyView });

export type KeyView = z.output<typeof keyView>;
export type NewKeyView = z.output<typeof newKeyView>;
export type RotatedKeyView = z.output<typeof rotatedKeyView>;

export function toKeyView(row: KeyRow, now: Date): KeyView {
  return {
    id: row.id,
    subscriptionId: row.subscriptionId,
    kind: row.kind,
    label: row.label,
    prefix: row.prefix,
    lastFour: row.lastFour,
    state: stateOf(row, now),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    successorId: row.successorId,
  };
}

/** A rotated key still works until its end date. */
function stateOf({ revokedAt, expiresAt, successorId }: KeyRow, now: Date): KeyView["state"] {
  if (revokedAt) return "revoked";
  if (expiresAt && expiresAt <= now) return "expired";
  return successorId ? "rotated" : "working";
}
