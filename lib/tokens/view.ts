import { z } from "zod";

export const tokenView = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(["personal", "workspace", "installation"]),
  /** The first characters of the token. */
  prefix: z.string(),
  permissions: z.array(z.string()),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

/** With the token itself: shown when it is made, and never again. */
export const newTokenView = tokenView.extend({ token: z.string() });

export type TokenView = z.output<typeof tokenView>;
export type NewTokenView = z.output<typeof newTokenView>;

interface TokenRow {
  id: string;
  name: string;
  userId: string | null;
  workspaceId: string | null;
  prefix: string;
  permissions: string[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export function toTokenView(row: TokenRow): TokenView {
  return {
    id: row.id,
    name: row.name,
    kind: row.userId ? "personal" : row.workspaceId ? "workspace" : "installation",
    prefix: row.prefix,
    permissions: row.permissions,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
