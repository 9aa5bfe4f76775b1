import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { workspaceSearch } from "#lib/workspaces/input.ts";
import { listAllWorkspaces } from "#lib/workspaces/list-all.ts";
import { workspaceSizeView } from "#lib/workspaces/view.ts";

export const GET = route({
  summary: "List every workspace of the installation",
  description: "For administrators: that it is there and how large it is, nothing of what is in it.",
  operationId: "listAllWorkspaces",
  query: workspaceSearch,
  answers: pageOf(workspaceSizeView),
  problems: ["not-permitted"],
  handle: (ctx, { query }) => listAllWorkspaces(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });
