-- Before the tables: types and operator classes that they use. All three are trusted extensions, so that the owner of the
-- database may create them without being a superuser.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "user_state" AS ENUM ('pending', 'active', 'blocked');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'publisher', 'approver', 'viewer');

-- CreateEnum
CREATE TYPE "team_role" AS ENUM ('owner', 'member');

-- CreateEnum
CREATE TYPE "proof_purpose" AS ENUM ('verify_email', 'reset_password');

-- CreateEnum
CREATE TYPE "visibility" AS ENUM ('public', 'signed_in', 'restricted');

-- CreateEnum
CREATE TYPE "version_state" AS ENUM ('draft', 'published', 'deprecated', 'retired');

-- CreateEnum
CREATE TYPE "revision_state" AS ENUM ('draft', 'in_review', 'approved', 'live', 'superseded', 'rejected');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('queued', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "named_value_kind" AS ENUM ('plain', 'secret', 'env', 'file');

-- CreateEnum
CREATE TYPE "product_state" AS ENUM ('draft', 'published', 'retired');

-- CreateEnum
CREATE TYPE "approval" AS ENUM ('auto', 'manual');

-- CreateEnum
CREATE TYPE "subscription_state" AS ENUM ('submitted', 'active', 'suspended', 'paused', 'expired', 'rejected', 'cancelled');

-- CreateEnum
CREATE TYPE "credential_kind" AS ENUM ('key', 'client', 'certificate');

-- CreateEnum
CREATE TYPE "mail_kind" AS ENUM ('verify_email', 'reset_password', 'password_changed', 'quota_notice');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "state" "user_state" NOT NULL DEFAULT 'active',
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "session_epoch" INTEGER NOT NULL DEFAULT 0,
    "email_verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "may_decide_own_request" BOOLEAN NOT NULL DEFAULT false,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "personal_of" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_members" (
    "team_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "team_role" NOT NULL,

    CONSTRAINT "team_members_pkey" PRIMARY KEY ("team_id","user_id")
);

-- CreateTable
CREATE TABLE "applications" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "applications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_tokens" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "user_id" UUID,
    "workspace_id" UUID,
    "hash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "permissions" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_proofs" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" "proof_purpose" NOT NULL,
    "hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_proofs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "apis" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "category" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "protocol" TEXT NOT NULL DEFAULT 'rest',
    "visibility" "visibility" NOT NULL DEFAULT 'public',
    "contacts" JSONB NOT NULL DEFAULT '[]',
    "base_path" TEXT NOT NULL,
    "hosts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "versioning" JSONB NOT NULL,
    "credentials" JSONB NOT NULL,
    "https" JSONB NOT NULL DEFAULT '{"mode":"optional","hsts":null}',
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "apis_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cache_purges" (
    "sequence" SERIAL NOT NULL,
    "api_id" UUID NOT NULL,
    "all" BOOLEAN NOT NULL,
    "tags" TEXT[],
    "urls" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cache_purges_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "api_routes" (
    "host" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "api_id" UUID NOT NULL,

    CONSTRAINT "api_routes_pkey" PRIMARY KEY ("host","prefix")
);

-- CreateTable
CREATE TABLE "api_search" (
    "api_id" UUID NOT NULL,
    "document" tsvector NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "api_search_pkey" PRIMARY KEY ("api_id")
);

-- CreateTable
CREATE TABLE "api_deployments" (
    "api_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,

    CONSTRAINT "api_deployments_pkey" PRIMARY KEY ("api_id","group_id")
);

-- CreateTable
CREATE TABLE "api_versions" (
    "id" UUID NOT NULL,
    "api_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "version_state" NOT NULL DEFAULT 'draft',
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "deprecated_at" TIMESTAMPTZ(3),
    "sunset_at" TIMESTAMPTZ(3),
    "successor_id" UUID,
    "after_sunset" TEXT NOT NULL DEFAULT 'serve',
    "brownouts" JSONB NOT NULL DEFAULT '[]',
    "migration_guide" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revisions" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "revision_state" NOT NULL DEFAULT 'draft',
    "note" TEXT NOT NULL DEFAULT '',
    "document_id" UUID,
    "backend_id" UUID NOT NULL,
    "policies" JSONB NOT NULL DEFAULT '{}',
    "operation_policies" JSONB NOT NULL DEFAULT '{}',
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_by_id" UUID,
    "submitted_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_note" TEXT NOT NULL DEFAULT '',
    "live_at" TIMESTAMPTZ(3),

    CONSTRAINT "revisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_documents" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "source" BYTEA NOT NULL,
    "media_type" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "normalised" BYTEA NOT NULL,
    "normalised_sha256" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "info" JSONB NOT NULL,
    "operations" JSONB NOT NULL,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operations" (
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "operation_id" TEXT,
    "summary" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "deprecated" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "operations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backends" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "backends_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imports" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "state" "import_state" NOT NULL DEFAULT 'queued',
    "source" BYTEA,
    "url" TEXT,
    "media_type" TEXT NOT NULL DEFAULT '',
    "percent" INTEGER NOT NULL DEFAULT 0,
    "step" TEXT NOT NULL DEFAULT '',
    "problem" JSONB,
    "changes" JSONB,
    "version_id" UUID,
    "document_id" UUID,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "named_values" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "named_value_kind" NOT NULL,
    "value" TEXT NOT NULL DEFAULT '',
    "sealed" BYTEA,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "named_values_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_documents" (
    "id" UUID NOT NULL,
    "workspace_id" UUID,
    "product_id" UUID,
    "document" JSONB NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_fragments" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "steps" JSONB NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "policy_fragments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "products" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "state" "product_state" NOT NULL DEFAULT 'draft',
    "visibility" "visibility" NOT NULL DEFAULT 'public',
    "terms" TEXT NOT NULL DEFAULT '',
    "terms_version" INTEGER NOT NULL DEFAULT 1,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_apis" (
    "product_id" UUID NOT NULL,
    "api_id" UUID NOT NULL,

    CONSTRAINT "product_apis_pkey" PRIMARY KEY ("product_id","api_id")
);

-- CreateTable
CREATE TABLE "plans" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "rate_limits" JSONB NOT NULL DEFAULT '[]',
    "quota" JSONB,
    "price" TEXT NOT NULL DEFAULT '',
    "approval" "approval" NOT NULL DEFAULT 'manual',
    "subscriptions_per_application_max" INTEGER NOT NULL DEFAULT 1,
    "duration_days" INTEGER,
    "questions" JSONB NOT NULL DEFAULT '[]',
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscriptions" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "state" "subscription_state" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "answers" JSONB NOT NULL DEFAULT '{}',
    "terms_version" INTEGER,
    "requested_by_id" UUID,
    "requested_by_token_id" UUID,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_note" TEXT NOT NULL DEFAULT '',
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota_notices" (
    "subscription_id" UUID NOT NULL,
    "level" INTEGER NOT NULL,
    "period_ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quota_notices_pkey" PRIMARY KEY ("subscription_id","level","period_ends_at")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "kind" "credential_kind" NOT NULL DEFAULT 'key',
    "label" TEXT NOT NULL DEFAULT '',
    "prefix" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "successor_id" UUID,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gateway_groups" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "public_urls" TEXT[],
    "sealed_key" BYTEA NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gateway_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gateways" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "token_hash" BYTEA NOT NULL,
    "previous_token_hash" BYTEA,
    "previous_token_until" TIMESTAMPTZ(3),
    "node" TEXT,
    "software_version" TEXT NOT NULL DEFAULT '',
    "capabilities" TEXT[],
    "applied_generation" INTEGER,
    "refused_generation" INTEGER,
    "refused_reason" TEXT,
    "load" JSONB NOT NULL DEFAULT '{}',
    "started_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "gateways_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshots" (
    "group_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "manifest" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "cause" JSONB NOT NULL DEFAULT '[]',
    "built_at" TIMESTAMPTZ(3) NOT NULL,
    "restored_from" INTEGER,

    CONSTRAINT "snapshots_pkey" PRIMARY KEY ("group_id","generation")
);

-- CreateTable
CREATE TABLE "snapshot_parts" (
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "gzip" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snapshot_parts_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "group_parts" (
    "group_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "requires" TEXT[],
    "routes" TEXT[],

    CONSTRAINT "group_parts_pkey" PRIMARY KEY ("group_id","name")
);

-- CreateTable
CREATE TABLE "snapshot_changes" (
    "id" BIGSERIAL NOT NULL,
    "group_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "audit_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snapshot_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot_faults" (
    "group_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "audit_id" BIGINT,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "snapshot_faults_pkey" PRIMARY KEY ("group_id","part")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "workspace_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "note" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "request_id" TEXT NOT NULL DEFAULT '',
    "previous_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_traces" (
    "id" TEXT NOT NULL,
    "api_id" UUID NOT NULL,
    "gateway_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "duration_ms" DOUBLE PRECISION NOT NULL,
    "record" JSONB NOT NULL,

    CONSTRAINT "call_traces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_minutes" (
    "at" TIMESTAMPTZ(0) NOT NULL,
    "version_id" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "subscription_id" UUID NOT NULL,
    "status" SMALLINT NOT NULL,
    "gateway_group_id" UUID NOT NULL,
    "calls" BIGINT NOT NULL,
    "bytes_in" BIGINT NOT NULL,
    "bytes_out" BIGINT NOT NULL,
    "latency" JSONB NOT NULL,
    "upstream" JSONB NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "usage_minutes_pkey" PRIMARY KEY ("at","version_id","operation","subscription_id","status","gateway_group_id")
);

-- CreateTable
CREATE TABLE "telemetry_batches" (
    "node" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "gateway_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "records" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "telemetry_batches_pkey" PRIMARY KEY ("node","sequence")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" UUID NOT NULL,
    "kind" "mail_kind" NOT NULL,
    "to" CITEXT NOT NULL,
    "about" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "failure" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "headers" JSONB,
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("actor","key")
);

-- CreateTable
CREATE TABLE "throttles" (
    "key" TEXT NOT NULL,
    "window_at" TIMESTAMPTZ(0) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "throttles_pkey" PRIMARY KEY ("key","window_at")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_slug_key" ON "workspaces"("slug");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "teams_personal_of_key" ON "teams"("personal_of");

-- CreateIndex
CREATE INDEX "team_members_user_id_idx" ON "team_members"("user_id");

-- CreateIndex
CREATE INDEX "applications_team_id_id_idx" ON "applications"("team_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "access_tokens_hash_key" ON "access_tokens"("hash");

-- CreateIndex
CREATE INDEX "access_tokens_user_id_idx" ON "access_tokens"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "email_proofs_hash_key" ON "email_proofs"("hash");

-- CreateIndex
CREATE INDEX "email_proofs_user_id_idx" ON "email_proofs"("user_id");

-- CreateIndex
CREATE INDEX "email_proofs_expires_at_idx" ON "email_proofs"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "apis_workspace_id_slug_key" ON "apis"("workspace_id", "slug");

-- CreateIndex
CREATE INDEX "cache_purges_api_id_idx" ON "cache_purges"("api_id");

-- CreateIndex
CREATE INDEX "api_routes_api_id_idx" ON "api_routes"("api_id");

-- CreateIndex
CREATE INDEX "api_deployments_group_id_idx" ON "api_deployments"("group_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_versions_api_id_name_key" ON "api_versions"("api_id", "name");

-- CreateIndex
CREATE INDEX "revisions_backend_id_idx" ON "revisions"("backend_id");

-- CreateIndex
CREATE UNIQUE INDEX "revisions_version_id_number_key" ON "revisions"("version_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "api_documents_workspace_id_sha256_normalised_sha256_key" ON "api_documents"("workspace_id", "sha256", "normalised_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "operations_revision_id_key_key" ON "operations"("revision_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "operations_revision_id_method_template_key" ON "operations"("revision_id", "method", "template");

-- CreateIndex
CREATE UNIQUE INDEX "backends_workspace_id_slug_key" ON "backends"("workspace_id", "slug");

-- CreateIndex
CREATE INDEX "imports_workspace_id_id_idx" ON "imports"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "named_values_workspace_id_name_key" ON "named_values"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "policy_documents_product_id_key" ON "policy_documents"("product_id");

-- CreateIndex
CREATE INDEX "policy_documents_workspace_id_idx" ON "policy_documents"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "policy_fragments_workspace_id_name_key" ON "policy_fragments"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "products_workspace_id_slug_key" ON "products"("workspace_id", "slug");

-- CreateIndex
CREATE INDEX "product_apis_api_id_idx" ON "product_apis"("api_id");

-- CreateIndex
CREATE UNIQUE INDEX "plans_product_id_slug_key" ON "plans"("product_id", "slug");

-- CreateIndex
CREATE INDEX "subscriptions_workspace_id_state_id_idx" ON "subscriptions"("workspace_id", "state", "id");

-- CreateIndex
CREATE INDEX "subscriptions_application_id_id_idx" ON "subscriptions"("application_id", "id");

-- CreateIndex
CREATE INDEX "subscriptions_plan_id_idx" ON "subscriptions"("plan_id");

-- CreateIndex
CREATE INDEX "subscriptions_state_ends_at_idx" ON "subscriptions"("state", "ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_successor_id_key" ON "api_keys"("successor_id");

-- CreateIndex
CREATE INDEX "api_keys_subscription_id_idx" ON "api_keys"("subscription_id");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_groups_slug_key" ON "gateway_groups"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "gateways_name_key" ON "gateways"("name");

-- CreateIndex
CREATE UNIQUE INDEX "gateways_token_hash_key" ON "gateways"("token_hash");

-- CreateIndex
CREATE INDEX "gateways_group_id_idx" ON "gateways"("group_id");

-- CreateIndex
CREATE INDEX "snapshot_changes_group_id_idx" ON "snapshot_changes"("group_id");

-- CreateIndex
CREATE INDEX "audit_events_workspace_id_id_idx" ON "audit_events"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "audit_events_subject_type_subject_id_id_idx" ON "audit_events"("subject_type", "subject_id", "id");

-- CreateIndex
CREATE INDEX "call_traces_api_id_at_id_idx" ON "call_traces"("api_id", "at", "id");

-- CreateIndex
CREATE INDEX "usage_minutes_subscription_id_at_idx" ON "usage_minutes"("subscription_id", "at");

-- CreateIndex
CREATE INDEX "usage_minutes_version_id_at_idx" ON "usage_minutes"("version_id", "at");

-- CreateIndex
CREATE INDEX "telemetry_batches_received_at_idx" ON "telemetry_batches"("received_at");

-- CreateIndex
CREATE INDEX "mails_created_at_idx" ON "mails"("created_at");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "throttles_window_at_idx" ON "throttles"("window_at");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "applications" ADD CONSTRAINT "applications_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_proofs" ADD CONSTRAINT "email_proofs_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "apis" ADD CONSTRAINT "apis_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cache_purges" ADD CONSTRAINT "cache_purges_api_id_fkey" FOREIGN KEY ("api_id") REFERENCES "apis"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_routes" ADD CONSTRAINT "api_routes_api_id_fkey" FOREIGN KEY ("api_id") REFERENCES "apis"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_search" ADD CONSTRAINT "api_search_api_id_fkey" FOREIGN KEY ("api_id") REFERENCES "apis"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_deployments" ADD CONSTRAINT "api_deployments_api_id_fkey" FOREIGN KEY ("api_id") REFERENCES "apis"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_deployments" ADD CONSTRAINT "api_deployments_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "gateway_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_versions" ADD CONSTRAINT "api_versions_api_id_fkey" FOREIGN KEY ("api_id") REFERENCES "apis"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_versions" ADD CONSTRAINT "api_versions_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "api_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "api_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "api_documents"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_backend_id_fkey" FOREIGN KEY ("backend_id") REFERENCES "backends"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_documents" ADD CONSTRAINT "api_documents_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operations" ADD CONSTRAINT "operations_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revisions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backends" ADD CONSTRAINT "backends_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "api_documents"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "named_values" ADD CONSTRAINT "named_values_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_documents" ADD CONSTRAINT "policy_documents_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_documents" ADD CONSTRAINT "policy_documents_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_fragments" ADD CONSTRAINT "policy_fragments_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_apis" ADD CONSTRAINT "product_apis_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_apis" ADD CONSTRAINT "product_apis_api_id_fkey" FOREIGN KEY ("api_id") REFERENCES "apis"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plans" ADD CONSTRAINT "plans_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_notices" ADD CONSTRAINT "quota_notices_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "api_keys"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gateways" ADD CONSTRAINT "gateways_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "gateway_groups"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "gateway_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_parts" ADD CONSTRAINT "group_parts_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "gateway_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_changes" ADD CONSTRAINT "snapshot_changes_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "gateway_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_faults" ADD CONSTRAINT "snapshot_faults_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "gateway_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_traces" ADD CONSTRAINT "call_traces_api_id_fkey" FOREIGN KEY ("api_id") REFERENCES "apis"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_traces" ADD CONSTRAINT "call_traces_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE CASCADE ON UPDATE CASCADE;

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
