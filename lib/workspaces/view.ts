import { z } from "zod";
import { role } from "./input.ts";

export const workspaceView = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  mayDecideOwnRequest: z.boolean(),
  rowVersion: z.int(),
  createdAt: z.iso.datetime(),
});

/** As the installation's administrators see it: how large it is, and nothing of what is in it. */
export const workspaceSizeView = workspaceView.extend({ members: z.int(), apis: z.int() });

export const memberView = z.object({
  userId: z.uuid(),
  email: z.string(),
  name: z.string(),
  role,
  createdAt: z.iso.datetime(),
});

export type WorkspaceView = z.output<typeof workspaceView>;
export type WorkspaceSizeView = z.output<typeof workspaceSizeView>;
export type MemberView = z.output<typeof memberView>;

interface WorkspaceRow {
  id: string;
  slug: string;
  name: string;
  mayDecideOwnRequest: boolean;
  rowVersion: number;
  createdAt: Date;
}

export function toWorkspaceView(row: WorkspaceRow): WorkspaceView {
  const { id, slug, name, mayDecideOwnRequest, rowVersion, createdAt } = row;
  return { id, slug, name, mayDecideOwnRequest, rowVersion, createdAt: createdAt.toISOString() };
}

export function toWorkspaceSizeView(
  row: WorkspaceRow & { _count: { memberships: number; apis: number } },
): WorkspaceSizeView {
  return { ...toWorkspaceView(row), members: row._count.memberships, apis: row._count.apis };
}

interface MemberRow {
  role: MemberView["role"];
  createdAt: Date;
  user: { id: string; email: string; name: string };
}

export function toMemberView({ role, createdAt, user }: MemberRow): MemberView {
  return { userId: user.id, email: user.email, name: user.name, role, createdAt: createdAt.toISOString() };
}
