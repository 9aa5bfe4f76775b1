import type { Context } from "../context.ts";
import { Problem } from "../contract/problem.ts";
import { sha256 } from "../crypto/sha256.ts";
import { bearerToken } from "./fleet.ts";
import { findGatewayByToken, type GatewayRow } from "./queries.ts";

/** The gateway that calls, by the bearer token of its Authorization header. */
export async function authenticateGateway(
  ctx: Pick<Context, "db" | "now">,
  authorization: string | null,
): Promise<GatewayRow> {
  const token = bearerToken(authorization);
  const gateway = token && (await findGatewayByToken(ctx.db, sha256(token), ctx.now()));
  if (!gateway) throw new Problem("gateway-token-not-valid");
  return gateway;
}
