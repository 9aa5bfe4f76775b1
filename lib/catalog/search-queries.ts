import type { Transaction } from "../db/database.ts";

/** Postgres refuses a tsvector above 1 MB; operations beyond this many characters of text are found by filter, not by search. */
const TEXT_LENGTH_MAX = 200_000;

/**
 * Rewrites what the catalogue finds of an API; nothing when it is archived or nothing of it is live. Called by every verb that
 * changes its texts or what is live. `listOrders` and `/orders/{id}` are cut into words.
 */
export async function refreshSearch(tx: Transaction, apiId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM api_search WHERE api_id = ${apiId}::uuid`;
  await tx.$executeRaw`
    WITH live AS (
      SELECT r.id FROM api_versions v JOIN revisions r ON r.version_id = v.id AND r.state = 'live'
      WHERE v.api_id = ${apiId}::uuid AND v.state IN ('published', 'deprecated')
    ), texts AS (
      SELECT left(string_agg(
               regexp_replace(o.key || ' ' || o.template, '([a-z0-9])([A-Z])|[^[:alnum:]]+', '\\1 \\2', 'g')
               || ' ' || o.summary || ' ' || array_to_string(o.tags, ' '), ' '), ${TEXT_LENGTH_MAX}) AS operations
      FROM operations o WHERE o.revision_id IN (SELECT id FROM live)
    )
    INSERT INTO api_search (api_id, document, words)
    SELECT a.id,
           setweight(to_tsvector('english', unaccent(a.name || ' ' || replace(a.slug, '-', ' ') || ' ' || array_to_string(a.tags, ' '))), 'A')
           || setweight(to_tsvector('english', unaccent(a.summary || ' ' || a.category)), 'B')
           || setweight(to_tsvector('english', unaccent(coalesce(texts.operations, ''))), 'C')
           || setweight(to_tsvector('english', unaccent(left(a.description, ${TEXT_LENGTH_MAX}))), 'D'),
           lower(unaccent(a.name || ' ' || a.slug || ' ' || array_to_string(a.tags, ' ') || ' ' || a.summary))
    FROM apis a, texts
    WHERE a.id = ${apiId}::uuid AND a.archived_at IS NULL AND EXISTS (SELECT 1 FROM live)`;
}
