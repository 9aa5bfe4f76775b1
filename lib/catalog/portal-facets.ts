import { Prisma } from "../../prisma/generated/client.ts";
import type { Actor } from "../authz/actor.ts";
import type { Reader } from "../db/database.ts";
import type { ListCatalogInput } from "./input.ts";
import { visibleToSql } from "./portal-queries.ts";
import { access, type Filters, filters, matches } from "./portal-search.ts";
import type { CatalogFacetsView, CatalogNewsView } from "./portal-view.ts";

type Facet = keyof CatalogFacetsView["facets"];

const VALUES_MAX = 12;

/** For each facet its values with how many APIs would be left, the other filters kept: what a click on one would lead to. */
export async function countFacets(
  reader: Reader,
  actor: Actor,
  input: Pick<ListCatalogInput, "search"> & Filters,
): Promise<CatalogFacetsView> {
  const rows = await reader.$queryRaw<{ facet: Facet | "total"; value: string; apis: number }[]>`
    WITH seen AS MATERIALIZED (
      SELECT a.id, a.category, a.tags, a.protocol, ${access(actor)} AS access,
             ARRAY(SELECT DISTINCT v.state::text FROM api_versions v
                   WHERE v.api_id = a.id AND v.state IN ('published', 'deprecated')) AS states,
             ${Prisma.join(
               facetNames.map((facet) => keeps(actor, input, facet)),
               ", ",
             )}
      FROM api_search s JOIN apis a ON a.id = s.api_id JOIN workspaces w ON w.id = a.workspace_id
      WHERE ${visibleToSql(actor)} AND ${matches(actor, input.search)}
    ), counted AS (
      SELECT 'category' AS facet, category AS value FROM seen WHERE without_category AND category <> ''
      UNION ALL SELECT 'tag', unnest(tags) FROM seen WHERE without_tag
      UNION ALL SELECT 'protocol', protocol FROM seen WHERE without_protocol
      UNION ALL SELECT 'lifecycle', unnest(states) FROM seen WHERE without_lifecycle
      UNION ALL SELECT 'plan', unnest(access) FROM seen WHERE without_plan
      UNION ALL SELECT 'total', '' FROM seen WHERE without_nothing
    )
    SELECT facet, value, count(*)::int AS apis FROM counted GROUP BY facet, value ORDER BY apis DESC, value`;
  const valuesOf = (facet: Facet) =>
    rows
      .filter((row) => row.facet === facet)
      .slice(0, VALUES_MAX)
      .map(({ value, apis }) => ({ value, apis }));
  return {
    total: rows.find(({ facet }) => facet === "total")?.apis ?? 0,
    facets: {
      category: valuesOf("category"),
      tag: valuesOf("tag"),
      protocol: valuesOf("protocol"),
      lifecycle: valuesOf("lifecycle"),
      plan: valuesOf("plan"),
    },
  };
}

const facetNames = ["category", "tag", "protocol", "lifecycle", "plan", "nothing"] as const;

function keeps(actor: Actor, input: Filters, without: (typeof facetNames)[number]): Prisma.Sql {
  const others: Filters = without === "nothing" ? input : { ...input, [without]: undefined };
  return Prisma.sql`(${filters(actor, others)}) AS ${Prisma.raw(`without_${without}`)}`;
}

/** What went live last. A version's first revision makes it new, each later one changes it. */
export async function listNewsRows(reader: Reader, actor: Actor, limit: number): Promise<CatalogNewsView[]> {
  const rows = await reader.$queryRaw<(Omit<CatalogNewsView, "at"> & { at: Date })[]>`
    SELECT w.slug AS workspace, jsonb_build_object('slug', a.slug, 'name', a.name, 'summary', a.summary) AS api,
           v.name AS version, v.state = 'deprecated' AS "isDeprecated", r.live_at AS at,
           CASE WHEN EXISTS (SELECT 1 FROM revisions b WHERE b.version_id = v.id AND b.state = 'superseded')
                THEN 'changed' ELSE 'new' END AS kind
    FROM revisions r
    JOIN api_versions v ON v.id = r.version_id AND v.state IN ('published', 'deprecated')
    JOIN apis a ON a.id = v.api_id AND a.archived_at IS NULL
    JOIN workspaces w ON w.id = a.workspace_id
    WHERE r.state = 'live' AND ${visibleToSql(actor)}
    ORDER BY r.live_at DESC, r.id DESC LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
