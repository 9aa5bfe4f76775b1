import { authorize } from "../authz/authorize.ts";
import { getApi } from "../catalog/queries.ts";
import type { Context } from "../context.ts";
import type { Page } from "../contract/paging.ts";
import { toPage } from "../db/paging.ts";
import { getWorkspaceId } from "../workspaces/queries.ts";
import type { ListTracesInput } from "./input.ts";
import { getTraceRow, listTraceRows } from "./queries.ts";
import { type TraceDetailView, type TraceView, toTraceDetailView, toTraceView } from "./view.ts";

/** The newest first. */
export async function listTraces(
  ctx: Context,
  workspace: string,
  api: string,
  input: ListTracesInput,
): Promise<Page<TraceView>> {
  const apiId = await readableApi(ctx, workspace, api);
  const rows = await listTraceRows(ctx.db, apiId, input);
  return toPage(rows, input.limit, (row) => [row.at.toISOString(), row.id], toTraceView);
}

export async function readTrace(ctx: Context, workspace: string, api: string, id: string): Promise<TraceDetailView> {
  return toTraceDetailView(await getTraceRow(ctx.db, await readableApi(ctx, workspace, api), id));
}

async function readableApi(ctx: Context, workspace: string, api: string): Promise<string> {
  const workspaceId = await getWorkspaceId(ctx.db, workspace);
  authorize(ctx.actor, "trace.read", workspaceId);
  return (await getApi(ctx.db, workspaceId, api)).id;
}
