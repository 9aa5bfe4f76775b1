import { z } from "zod";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Actor } from "../authz/actor.ts";
import { Problem } from "../contract/problem.ts";
import type { Reader } from "../db/database.ts";
import { decodeCursor } from "../db/paging.ts";
import { approvalsSql } from "../products/offered-sql.ts";
import type { ListCatalogInput } from "./input.ts";
import { visibleToSql } from "./portal-queries.ts";
import type { CatalogEntryView } from "./portal-view.ts";

/** How alike a word of the search and one of the API must be to count as a typing error; shorter searches must be right. */
const SIMILARITY_MIN = 0.4;
const TYPO_LENGTH_MIN = 4;

/** A word that every operation has would otherwise mean sorting all of them; the shortest paths of so many will do. */
const CANDIDATES_MAX = 1_000;

type Sort = NonNullable<ListCatalogInput["sort"]>;
export type FoundApi = CatalogEntryView & { id: string; position: string };

/** One more than `limit`: by relevance when something is searched, else by name. */
export async function searchApis(reader: Reader, actor: Actor, input: ListCatalogInput): Promise<FoundApi[]> {
  const sort = input.sort ?? (input.search ? "relevance" : "name");
  const { key, by } = order[sort];
  const rows = await reader.$queryRaw<(Omit<FoundApi, "updatedAt"> & { updatedAt: Date })[]>`
    WITH found AS (
      SELECT a.id, ${key(input.search)} AS key
      FROM api_search s JOIN apis a ON a.id = s.api_id JOIN workspaces w ON w.id = a.workspace_id
      WHERE ${visibleToSql(actor)} AND ${matches(actor, input.search)} AND ${filters(actor, input)}
    ), page AS (
      SELECT id, key FROM found WHERE ${after(sort, input.cursor)} ORDER BY ${by} LIMIT ${input.limit + 1}
    )
    SELECT a.id, jsonb_build_object('slug', w.slug, 'name', w.name) AS workspace, a.slug, a.name, a.summary, a.category,
           a.tags, a.protocol, replace(a.visibility::text, '_', '-') AS visibility, ${versions} AS versions,
           ${operations} AS operations, ${access(actor)} AS access, ${updatedAt} AS "updatedAt", page.key::text AS position
    FROM page JOIN apis a USING (id) JOIN workspaces w ON w.id = a.workspace_id
    ORDER BY ${by}`;
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
}

const versions = Prisma.sql`(
  SELECT jsonb_agg(jsonb_build_object('name', v.name, 'state', v.state, 'isDefault', v.is_default) ORDER BY v.id)
  FROM api_versions v
  WHERE v.api_id = a.id AND v.state IN ('published', 'deprecated')
    AND EXISTS (SELECT 1 FROM revisions r WHERE r.version_id = v.id AND r.state = 'live'))`;

const operations = Prisma.sql`(
  SELECT count(*)::int
  FROM api_versions v JOIN revisions r ON r.version_id = v.id AND r.state = 'live' JOIN operations o ON o.revision_id = r.id
  WHERE v.api_id = a.id AND v.state IN ('published', 'deprecated'))`;

const updatedAt = Prisma.sql`(
  SELECT max(r.live_at) FROM revisions r JOIN api_versions v ON v.id = r.version_id
  WHERE v.api_id = a.id AND r.state = 'live')`;

/** What the list is ordered by, the id last; a cursor keeps both. */
const order: Record<Sort, { key: (search: string | undefined) => Prisma.Sql; by: Prisma.Sql }> = {
  relevance: { key: rank, by: Prisma.sql`key DESC, id DESC` },
  newest: { key: () => updatedAt, by: Prisma.sql`key DESC, id DESC` },
  name: { key: () => Prisma.sql`lower(a.name)`, by: Prisma.sql`key, id` },
};

function after(sort: Sort, cursor: string | undefined): Prisma.Sql {
  const [key, id] = decodeCursor(cursor, 2) ?? [];
  if (key === undefined) return Prisma.sql`true`;
  const isOwn = sort === "name" || (sort === "newest" ? !Number.isNaN(Date.parse(key)) : /^-?\d+(\.\d+)?$/.test(key));
  if (!isOwn || !z.uuid().safeParse(id).success)
    throw new Problem("invalid-input", "The cursor is not one of this list.");
  if (sort === "name") return Prisma.sql`(key, id) > (${key}, ${id}::uuid)`;
  if (sort === "newest") return Prisma.sql`(key, id) < (${key}::timestamptz, ${id}::uuid)`;
  return Prisma.sql`(key, id) < (${key}::numeric, ${id}::uuid)`;
}

/** Only when no word is right, errors in typing are looked for: that compares with every API and operation. */
export function matches(actor: Actor, search: string | undefined): Prisma.Sql {
  if (!search) return Prisma.sql`true`;
  const byWord = Prisma.sql`s.document @@ to_tsquery('english', unaccent(${prefixQuery(search)}))`;
  const words = wordsOf(search).join(" ");
  if (words.length < TYPO_LENGTH_MIN) return byWord;
  return Prisma.sql`(${byWord} OR (
    NOT EXISTS (SELECT 1 FROM api_search s JOIN apis a ON a.id = s.api_id WHERE ${byWord} AND ${visibleToSql(actor)})
    AND (word_similarity(lower(unaccent(${words})), s.words) >= ${SIMILARITY_MIN}
         OR a.id IN (SELECT v.api_id FROM ${alikeOperations(words)} o
                     JOIN revisions r ON r.id = o.revision_id AND r.state = 'live' JOIN api_versions v ON v.id = r.version_id))))`;
}

/** Operations with words like these, through the trigram index. */
function alikeOperations(words: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT revision_id FROM operations WHERE ${words} <% (template || ' ' || summary) LIMIT ${CANDIDATES_MAX})`;
}

function rank(search: string | undefined): Prisma.Sql {
  if (!search) return Prisma.sql`0::numeric`;
  return Prisma.sql`round((
    ts_rank(s.document, to_tsquery('english', unaccent(${prefixQuery(search)})))
    + word_similarity(lower(unaccent(${wordsOf(search).join(" ")})), lower(unaccent(a.name))))::numeric, 6)`;
}

/** All of its words, the beginning of each being enough: what is searched for is still being typed. */
function prefixQuery(search: string): string {
  return wordsOf(search)
    .map((word) => `${word}:*`)
    .join(" & ");
}

export function wordsOf(search: string): string[] {
  return search.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** How one gets to call it: without a key, or by the plans that are on offer. */
export function access(actor: Actor): Prisma.Sql {
  return Prisma.sql`(CASE WHEN a.credentials ? 'none' THEN '{open}' ELSE ${approvalsSql(actor)} END)`;
}

export type Filters = Pick<ListCatalogInput, "workspace" | "category" | "tag" | "protocol" | "lifecycle" | "plan">;

/** Over the tables `apis` named `a` and `workspaces` named `w`. */
export function filters(actor: Actor, { workspace, category, tag, protocol, lifecycle, plan }: Filters): Prisma.Sql {
  const all = [
    ...(workspace ? [Prisma.sql`w.slug = ${workspace}`] : []),
    ...(category ? [Prisma.sql`a.category = ${category}`] : []),
    ...(tag ? [Prisma.sql`${tag} = ANY(a.tags)`] : []),
    ...(protocol ? [Prisma.sql`a.protocol = ${protocol}`] : []),
    ...(lifecycle
      ? [Prisma.sql`EXISTS (SELECT 1 FROM api_versions v WHERE v.api_id = a.id AND v.state::text = ${lifecycle})`]
      : []),
    ...(plan ? [Prisma.sql`${plan} = ANY(${access(actor)})`] : []),
  ];
  return all.length === 0 ? Prisma.sql`true` : Prisma.join(all, " AND ");
}
