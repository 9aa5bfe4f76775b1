import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import description from "./openapi.generated.json" with { type: "json" };

export const GET = route({
  summary: "Get this description",
  operationId: "readDescription",
  auth: "none",
  answersRaw: ["application/json"],
  handle: async () => Response.json(description, { headers: { "cache-control": "public, max-age=300" } }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });
