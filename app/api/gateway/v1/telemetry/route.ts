import { z } from "zod";
import { recordBatch } from "#lib/analytics/record-batch.ts";
import { BATCH_BYTES_MAX, BATCH_MEDIA_TYPE } from "#lib/contract/telemetry.ts";
import { authenticateGateway } from "#lib/fleet/authenticate.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Hand in a batch of counted calls",
  description: "NDJSON, packed with gzip: a header line, then counters. A batch counts once, however often it is sent.",
  operationId: "reportTelemetry",
  auth: "none",
  upload: { mediaTypes: [BATCH_MEDIA_TYPE] },
  bodyBytesMax: BATCH_BYTES_MAX,
  answers: z.object({ node: z.string(), sequence: z.int(), records: z.int() }),
  problems: ["gateway-token-not-valid", "malformed-body", "unsupported-media-type", "body-too-large", "invalid-input"],
  async handle(ctx, { upload, request }) {
    const gateway = await authenticateGateway(ctx, request.headers.get("authorization"));
    const isPacked = request.headers.get("content-encoding")?.trim().toLowerCase() === "gzip";
    return recordBatch(ctx, gateway, upload?.content ?? new Uint8Array(), isPacked);
  },
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers({ POST });
