import { authorize } from "../authz/authorize.ts";
import type { Context } from "../context.ts";
import { getWorkspace, getWorkspaceId } from "./queries.ts";
import { toWorkspaceView, type WorkspaceView } from "./view.ts";

export async function readWorkspace(ctx: Context, slug: string): Promise<WorkspaceView> {
  const id = await getWorkspaceId(ctx.db, slug);
  authorize(ctx.actor, "workspace.read", id);
  return toWorkspaceView(await getWorkspace(ctx.db, id));
}
