import type { Reader } from "../db/database.ts";

export interface ApiFaultRow {
  api: string;
  name: string;
  group: string;
  reason: string;
  since: Date;
}

/** Parts of a workspace's APIs that could not be built, the newest first. */
export function listApiFaults(reader: Reader, workspaceId: string, limit: number): Promise<ApiFaultRow[]> {
  return reader.$queryRaw<ApiFaultRow[]>`
    SELECT a.slug AS api, a.name, g.slug AS group, f.reason, f.since
      FROM snapshot_faults f
      JOIN gateway_groups g ON g.id = f.group_id
      JOIN apis a ON f.part = 'api/' || a.id
     WHERE a.workspace_id = ${workspaceId}::uuid ORDER BY f.since DESC LIMIT ${limit}`;
}
