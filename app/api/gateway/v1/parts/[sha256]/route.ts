import { z } from "zod";
import { authenticateGateway } from "#lib/fleet/authenticate.ts";
import { chooseEncoding } from "#lib/fleet/part-reader.ts";
import { fleetService } from "#lib/http/fleet.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Get a part of a snapshot",
  description: "Addressed by the SHA-256 of its canonical JSON: it never changes.",
  operationId: "readPart",
  auth: "none",
  params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in lower-case hex") }),
  answersRaw: ["application/json"],
  problems: ["gateway-token-not-valid", "not-found"],
  async handle(ctx, { params, request }) {
    await authenticateGateway(ctx, request.headers.get("authorization"));
    const encoding = chooseEncoding(request.headers.get("accept-encoding"));
    return new Response(await fleetService().readPart(params.sha256, encoding), {
      headers: {
        "content-type": "application/json",
        "cache-control": "private, max-age=31536000, immutable",
        etag: `"${params.sha256}"`,
        vary: "accept-encoding",
        ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers({ GET });
