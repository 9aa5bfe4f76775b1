import { cache } from "react";
import { readWorkspace } from "#lib/workspaces/read.ts";
import { read, readerContext } from "../../_reader/read.ts";
import { permissionsOf } from "./permissions.ts";

/** What the reader may do in the workspace of the address, for the buttons of a page; the page for refusals to a stranger. */
export const workspacePermissions = cache(async (workspace: string): Promise<ReadonlySet<string>> => {
  const { id } = await read((ctx) => readWorkspace(ctx, workspace));
  const { actor } = await readerContext();
  return permissionsOf(actor, id);
});
