import { authorizeInstallation } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { toPage } from "../db/paging.ts";
import type { GatewayListInput } from "./input.ts";
import { getGateway, listGatewayRows, newestGenerations } from "./queries.ts";
import { type GatewayView, toGatewayView } from "./view.ts";

export async function readGateway(ctx: Context, id: string): Promise<GatewayView> {
  authorizeInstallation(ctx.actor, "gateway.read");
  const row = await getGateway(ctx.db, id);
  const newest = await newestGenerations(ctx.db, [row.groupId]);
  return toGatewayView(row, newest.get(row.groupId) ?? null, ctx.now());
}

export async function listGateways(ctx: Context, input: GatewayListInput): Promise<Page<GatewayView>> {
  authorizeInstallation(ctx.actor, "gateway.read");
  const rows = await listGatewayRows(ctx.db, input);
  const newest = await newestGenerations(ctx.db, [...new Set(rows.map((row) => row.groupId))]);
  return toPage(
    rows,
    input.limit,
    (row) => [row.name],
    (row) => toGatewayView(row, newest.get(row.groupId) ?? null, ctx.now()),
  );
}
