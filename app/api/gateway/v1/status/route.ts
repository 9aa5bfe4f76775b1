import { gatewayStatus, statusAnswer } from "#lib/contract/status.ts";
import { authenticateGateway } from "#lib/fleet/authenticate.ts";
import { recordStatus } from "#lib/fleet/record-status.ts";
import { refuseOthers } from "#lib/http/refuse-others.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Report a gateway's status",
  operationId: "reportStatus",
  auth: "none",
  body: gatewayStatus,
  answers: statusAnswer,
  problems: ["gateway-token-not-valid"],
  async handle(ctx, { body, request }) {
    const gateway = await authenticateGateway(ctx, request.headers.get("authorization"));
    return recordStatus(ctx, gateway, body);
  },
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers({ POST });
