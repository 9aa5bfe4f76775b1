import { Problem } from "../contract/problem.ts";
import type { Reader } from "../db/database.ts";

/** The id behind a workspace's slug. Whether the actor may know of it is the next line's business (`authorize`). */
export async function getWorkspaceId(reader: Reader, slug: string): Promise<string> {
  const row = await reader.workspace.findUnique({ where: { slug }, select: { id: true } });
  if (!row) throw new Problem("not-found");
  return row.id;
}
