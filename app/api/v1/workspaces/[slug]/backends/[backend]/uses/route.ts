import { backendParams } from "#lib/backends/input.ts";
import { readBackendUses } from "#lib/backends/read.ts";
import { backendUses } from "#lib/backends/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "List the versions that call a backend",
  operationId: "readBackendUses",
  params: backendParams,
  answers: backendUses,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readBackendUses(ctx, params.slug, params.backend),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });
