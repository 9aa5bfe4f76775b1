import { developerParams } from "#lib/developers/input.ts";
import { readDeveloper } from "#lib/developers/read.ts";
import { developerDetailView } from "#lib/developers/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get a team that subscribes to a workspace, with its people",
  operationId: "readDeveloper",
  params: developerParams,
  answers: developerDetailView,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readDeveloper(ctx, params.slug, params.id),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });
