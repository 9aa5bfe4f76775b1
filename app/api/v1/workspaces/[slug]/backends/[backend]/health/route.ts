import { readBackendHealth } from "#lib/backends/health.ts";
import { backendParams } from "#lib/backends/input.ts";
import { backendHealth } from "#lib/backends/view.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get what gateways find wrong with a backend",
  operationId: "readBackendHealth",
  params: backendParams,
  answers: backendHealth,
  problems: ["not-permitted", "not-found"],
  handle: (ctx, { params }) => readBackendHealth(ctx, params.slug, params.backend),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });
