import { catalogVersionParams } from "#lib/catalog/input.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";
import { readYaml } from "#lib/reference/read.ts";

export const GET = route({
  summary: "Get the description of a version as OpenAPI 3.1 in YAML",
  params: catalogVersionParams,
  answersRaw: ["application/yaml"],
  auth: "optional",
  handle: async (ctx, { params }) =>
    new Response(await readYaml(ctx, params), {
      headers: {
        "content-type": "application/yaml; charset=utf-8",
        "content-disposition": `attachment; filename="${params.api}-${params.version}.openapi.yaml"`,
        "cache-control": "private, no-cache",
      },
    }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers({ GET });
