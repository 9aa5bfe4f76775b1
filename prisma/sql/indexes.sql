-- After the tables: what Prisma's schema cannot say.

-- Searching by a part of a name, with typing errors.
CREATE INDEX apis_search ON apis USING gin ((name || ' ' || summary || ' ' || slug) gin_trgm_ops);
CREATE INDEX api_search_document ON api_search USING gin (document);
CREATE INDEX api_search_words ON api_search USING gin (words gin_trgm_ops);
CREATE INDEX products_search ON products USING gin ((name || ' ' || summary || ' ' || slug) gin_trgm_ops);
CREATE INDEX operations_search ON operations USING gin ((template || ' ' || summary) gin_trgm_ops);

-- One default version of an API, one live revision of a version.
CREATE UNIQUE INDEX api_versions_default ON api_versions (api_id) WHERE is_default;
CREATE UNIQUE INDEX revisions_live ON revisions (version_id) WHERE state = 'live';

-- One policy document for the installation and one for each workspace.
CREATE UNIQUE INDEX policy_documents_scope ON policy_documents (coalesce(workspace_id, '00000000-0000-0000-0000-000000000000')) WHERE product_id IS NULL;

-- The approval inbox and the clock read few rows of many.
CREATE INDEX subscriptions_submitted ON subscriptions (workspace_id, id) WHERE state = 'submitted';

-- The audit log is append-only, for everybody.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The compiler reads the subscriptions of one part: `partName.subscription`.
CREATE INDEX subscriptions_part ON subscriptions (right(id::text, 2));

-- Two sparse histograms of lib/contract/telemetry.ts added up.
CREATE FUNCTION add_histograms(a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN a = '{}' THEN b WHEN b = '{}' THEN a ELSE (
    SELECT jsonb_object_agg(bucket, calls) FROM (
      SELECT bucket, sum(calls::bigint) AS calls
        FROM (SELECT * FROM jsonb_each_text(a) UNION ALL SELECT * FROM jsonb_each_text(b)) each(bucket, calls)
       GROUP BY bucket) total) END
$$;
