import { Prisma } from "../../prisma/generated/client.ts";
import type { Actor } from "../authz/actor.ts";
import type { Reader } from "../db/database.ts";
import { containing } from "../db/search.ts";
import { visibleToSql } from "./portal-queries.ts";
import { wordsOf } from "./portal-search.ts";
import type { CatalogOperationView } from "./portal-view.ts";

/** A word that every operation has would otherwise mean sorting all of them; the shortest paths of so many will do. */
const CANDIDATES_MAX = 1_000;

/** Operations of what is live, by a part of their path, summary or name. */
export async function searchOperations(
  reader: Reader,
  actor: Actor,
  search: string,
  limit: number,
): Promise<CatalogOperationView[]> {
  const pattern = `%${containing(search).contains}%`;
  return reader.$queryRaw<CatalogOperationView[]>`
    WITH found AS (
      SELECT o.*, w.slug AS workspace, jsonb_build_object('slug', a.slug, 'name', a.name) AS api, v.name AS version
      FROM operations o
      JOIN revisions r ON r.id = o.revision_id AND r.state = 'live'
      JOIN api_versions v ON v.id = r.version_id AND v.state IN ('published', 'deprecated')
      JOIN apis a ON a.id = v.api_id AND a.archived_at IS NULL
      JOIN workspaces w ON w.id = a.workspace_id
      WHERE (o.template || ' ' || o.summary) ILIKE ${pattern} AND ${visibleToSql(actor)}
      LIMIT ${CANDIDATES_MAX}
    )
    SELECT key, method, template, operation_id AS "operationId", summary, tags, deprecated, workspace, api, version
    FROM found ORDER BY length(template), id LIMIT ${limit}`;
}

/** The best few operations of each of these APIs that have all words of the search, by API id. */
export async function searchOperationsOf(
  reader: Reader,
  apiIds: string[],
  search: string,
  limit: number,
): Promise<Map<string, CatalogOperationView[]>> {
  const rows = await reader.$queryRaw<(CatalogOperationView & { apiId: string })[]>`
    WITH found AS (
      SELECT o.*, a.id AS api_id, w.slug AS workspace, jsonb_build_object('slug', a.slug, 'name', a.name) AS api, v.name AS version,
             row_number() OVER (PARTITION BY a.id ORDER BY length(o.template), o.ordinal) AS place
      FROM apis a
      JOIN workspaces w ON w.id = a.workspace_id
      JOIN api_versions v ON v.api_id = a.id AND v.state IN ('published', 'deprecated')
      JOIN revisions r ON r.version_id = v.id AND r.state = 'live'
      JOIN operations o ON o.revision_id = r.id
      WHERE a.id = ANY(${apiIds}::uuid[]) AND ${hasWords(search)}
    )
    SELECT api_id AS "apiId", key, method, template, operation_id AS "operationId", summary, tags, deprecated, workspace, api, version
    FROM found WHERE place <= ${limit} ORDER BY api_id, place`;
  return Map.groupBy(rows, ({ apiId }) => apiId);
}

/** How many operations have all words of the search; at most the bound, which then means "as many and more". */
export async function countOperations(reader: Reader, actor: Actor, search: string): Promise<number> {
  const [row] = await reader.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT 1
      FROM operations o
      JOIN revisions r ON r.id = o.revision_id AND r.state = 'live'
      JOIN api_versions v ON v.id = r.version_id AND v.state IN ('published', 'deprecated')
      JOIN apis a ON a.id = v.api_id AND a.archived_at IS NULL
      WHERE ${hasWords(search)} AND ${visibleToSql(actor)}
      LIMIT ${CANDIDATES_MAX}) AS found`;
  return row?.count ?? 0;
}

/** Without the ending of a plural: "orders" is found in "order", as the full text search of the APIs does. */
function hasWords(search: string): Prisma.Sql {
  const words = wordsOf(search).map((word) => (word.length > 4 ? word.replace(/s$/i, "") : word));
  if (words.length === 0) return Prisma.sql`false`;
  const each = words.map(
    (word) => Prisma.sql`(o.template || ' ' || o.summary) ILIKE ${`%${containing(word).contains}%`}`,
  );
  return Prisma.join(each, " AND ");
}
