import { pageInput, pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { addMember } from "#lib/workspaces/add-member.ts";
import { memberInput, workspaceParams } from "#lib/workspaces/input.ts";
import { listMembers } from "#lib/workspaces/list-members.ts";
import { memberView } from "#lib/workspaces/view.ts";

export const GET = route({
  summary: "List the members of a workspace",
  operationId: "listMembers",
  params: workspaceParams,
  query: pageInput,
  answers: pageOf(memberView),
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params, query }) => listMembers(ctx, params.slug, query),
});

export const POST = route({
  summary: "Let somebody who has an account into a workspace",
  operationId: "addMember",
  params: workspaceParams,
  body: memberInput,
  answers: memberView,
  status: 201,
  problems: ["not-permitted", "not-found", "already-exists"],
  handle: (ctx, { params, body }) => addMember(ctx, params.slug, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET, POST });
