import { cache } from "react";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { listMembers } from "#lib/workspaces/list-members.ts";
import { read } from "../../../../_reader/read.ts";

/** Names of the workspace's people by id, for those who made and decided on revisions. */
export const namesIn = cache(async (workspace: string): Promise<ReadonlyMap<string, string>> => {
  const { items } = await read((ctx) => listMembers(ctx, workspace, { limit: LIMIT_MAX }));
  return new Map(items.map(({ userId, name }) => [userId, name]));
});
