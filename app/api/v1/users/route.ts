import { pageOf } from "#lib/contract/paging.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { userSearch } from "#lib/identity/input.ts";
import { listUsers } from "#lib/identity/list-users.ts";
import { userView } from "#lib/identity/view.ts";

export const GET = route({
  summary: "List the users of the installation",
  description: "The newest first.",
  operationId: "listUsers",
  query: userSearch,
  answers: pageOf(userView),
  problems: ["not-permitted"],
  handle: (ctx, { query }) => listUsers(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });
