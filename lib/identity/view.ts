import { z } from "zod";

export const userView = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  state: z.enum(["pending", "active", "blocked"]),
  isAdmin: z.boolean(),
  createdAt: z.iso.datetime(),
});

export type UserView = z.output<typeof userView>;

export const sessionView = z.object({
  id: z.uuid(),
  userAgent: z.string(),
  address: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** The session that asks. */
  isPresent: z.boolean(),
});

export type SessionView = z.output<typeof sessionView>;

export const meView = z.object({
  kind: z.enum(["user", "service"]),
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** Whether the person was shown to read the mail of that address. */
  isEmailVerified: z.boolean(),
  isAdmin: z.boolean(),
  /** What may be done in each workspace: the role's permissions, narrowed by the token's. */
  workspaces: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      role: z.enum(["owner", "publisher", "approver", "viewer"]).nullable(),
      permissions: z.array(z.string()),
    }),
  ),
  teams: z.array(
    z.object({ id: z.uuid(), name: z.string(), role: z.enum(["owner", "member"]), isPersonal: z.boolean() }),
  ),
  installationPermissions: z.array(z.string()),
});

export type MeView = z.output<typeof meView>;

interface UserRow {
  id: string;
  email: string;
  name: string;
  state: UserView["state"];
  isAdmin: boolean;
  createdAt: Date;
}

export function toUserView(row: UserRow): UserView {
  const { id, email, name, state, isAdmin, createdAt } = row;
  return { id, email, name, state, isAdmin, createdAt: createdAt.toISOString() };
}

interface SessionRow {
  id: string;
  userAgent: string;
  address: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

export function toSessionView(row: SessionRow, presentId: string | undefined): SessionView {
  const { id, userAgent, address, createdAt, lastSeenAt, expiresAt } = row;
  return {
    id,
    userAgent,
    address,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isPresent: id === presentId,
  };
}
