import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { changeRole } from "#lib/workspaces/change-role.ts";
import { memberChange, memberParams } from "#lib/workspaces/input.ts";
import { removeMember } from "#lib/workspaces/remove-member.ts";
import { memberView } from "#lib/workspaces/view.ts";

export const PATCH = route({
  summary: "Give a member another role",
  description: "Nobody changes their own role, and the last owner stays one.",
  operationId: "changeRole",
  params: memberParams,
  body: memberChange,
  answers: memberView,
  problems: ["not-permitted", "not-found", "wrong-state"],
  handle: (ctx, { params, body }) => changeRole(ctx, params.slug, params.userId, body),
});

export const DELETE = route({
  summary: "Remove a member from a workspace",
  operationId: "removeMember",
  params: memberParams,
  problems: ["not-permitted", "not-found", "wrong-state"],
  handle: (ctx, { params }) => removeMember(ctx, params.slug, params.userId),
});

export const { GET, POST, PUT, OPTIONS } = refuseOthers({ PATCH, DELETE });
