import { z } from "zod";
import { authenticateGateway } from "#lib/fleet/authenticate.ts";
import { chooseEncoding } from "#lib/fleet/part-reader.ts";
import { fleetService } from "#lib/http/fleet.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

const WAIT_SECONDS_MAX = 30;

export const GET = route({
  summary: "Get the newest manifest of the gateway's group",
  description: "With `If-None-Match` the answer is held up to `wait` seconds until there is another one, then 304.",
  operationId: "readManifest",
  auth: "none",
  query: z.object({ wait: z.coerce.number().int().min(0).max(WAIT_SECONDS_MAX).default(0) }),
  answersRaw: ["application/json"],
  problems: ["gateway-token-not-valid"],
  async handle(ctx, { query, request }) {
    const gateway = await authenticateGateway(ctx, request.headers.get("authorization"));
    const etag = request.headers.get("if-none-match")?.trim();
    const newest = await fleetService().manifests.next(gateway.groupId, etag, query.wait * 1_000, request.signal);
    if (!newest) return etag === undefined ? new Response(null, { status: 204 }) : notModified(etag);
    const isPacked = chooseEncoding(request.headers.get("accept-encoding")) === "gzip";
    return new Response(isPacked ? newest.gzip : newest.bytes, {
      headers: {
        "content-type": "application/json",
        etag: newest.etag,
        vary: "accept-encoding",
        ...(isPacked ? { "content-encoding": "gzip" } : {}),
      },
    });
  },
});

function notModified(etag: string): Response {
  return new Response(null, { status: 304, headers: { etag } });
}

export const { POST, PUT, PATCH, DELETE } = refuseOthers({ GET });
