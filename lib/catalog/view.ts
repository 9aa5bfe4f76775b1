import { z } from "zod";
import { credentials } from "../contract/credentials.ts";
import { httpsRules } from "../contract/https.ts";
import { versioning } from "../contract/snapshot.ts";
import { revisionStates, versionStates } from "./catalog.ts";
import { afterSunset, brownouts } from "./deprecation.ts";
import { documentFormats } from "./document.ts";
import type { ApiRow, VersionRow } from "./queries.ts";
import type { OperationRow, RevisionRow } from "./revision-queries.ts";

const visibility = z.enum(["public", "signed-in", "restricted"]);
const contact = z.object({ name: z.string(), email: z.string().optional(), url: z.string().optional() });
const jsonObject = z.record(z.string(), z.unknown());

export const versionView = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(versionStates),
  isDefault: z.boolean(),
  /** Number of the revision that gateways serve. */
  liveRevision: z.int().nullable(),
  liveAt: z.iso.datetime().nullable(),
  deprecatedAt: z.iso.datetime().nullable(),
  sunsetAt: z.iso.datetime().nullable(),
  successor: z.string().nullable(),
  /** Whether calls are refused from `sunsetAt` on. */
  afterSunset,
  brownouts,
  migrationGuide: z.string(),
  createdAt: z.iso.datetime(),
});

export const apiView = z.object({
  id: z.uuid(),
  workspace: z.string(),
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  description: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
  protocol: z.string(),
  visibility,
  contacts: z.array(contact),
  basePath: z.string(),
  hosts: z.array(z.string()),
  versioning,
  credentials,
  /** Whether calls must come over TLS, and what browsers are told of it. */
  https: httpsRules,
  /** Slugs of the gateway groups that serve it. */
  gatewayGroups: z.array(z.string()),
  /** Addresses of the gateways that serve it. */
  gatewayUrls: z.array(z.string()),
  versions: z.array(versionView),
  rowVersion: z.int(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
});

export const revisionView = z.object({
  id: z.uuid(),
  number: z.int(),
  state: z.enum(revisionStates),
  note: z.string(),
  /** Null: every method and path below the base path goes to the backend. */
  document: z
    .object({ id: z.uuid(), sha256: z.string(), title: z.string(), format: z.enum(documentFormats) })
    .nullable(),
  operations: z.int(),
  backend: z.object({ slug: z.string(), name: z.string() }),
  policies: jsonObject,
  operationPolicies: z.record(z.string(), jsonObject),
  createdById: z.string().nullable(),
  createdAt: z.iso.datetime(),
  submittedById: z.string().nullable(),
  submittedAt: z.iso.datetime().nullable(),
  decidedById: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decisionNote: z.string(),
  liveAt: z.iso.datetime().nullable(),
  rowVersion: z.int(),
});

export const operationView = z.object({
  key: z.string(),
  method: z.string(),
  template: z.string(),
  operationId: z.string().nullable(),
  summary: z.string(),
  tags: z.array(z.string()),
  deprecated: z.boolean(),
});

export const routeCheck = z.object({
  isFree: z.boolean(),
  /** Host and path that are taken. */
  takenAt: z.string().nullable(),
  /** Slug of the API that has them; null where the reader may not know of it. */
  takenBy: z.string().nullable(),
});

export type RouteCheck = z.output<typeof routeCheck>;
export type VersionView = z.output<typeof versionView>;
export type ApiView = z.output<typeof apiView>;
export type RevisionView = z.output<typeof revisionView>;
export type OperationView = z.output<typeof operationView>;

export function toVersionView(row: VersionRow): VersionView {
  const [live] = row.revisions;
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    isDefault: row.isDefault,
    liveRevision: live?.number ?? null,
    liveAt: live?.liveAt?.toISOString() ?? null,
    deprecatedAt: row.deprecatedAt?.toISOString() ?? null,
    sunsetAt: row.sunsetAt?.toISOString() ?? null,
    successor: row.successor?.name ?? null,
    afterSunset: afterSunset.parse(row.afterSunset),
    brownouts: brownouts.parse(row.brownouts),
    migrationGuide: row.migrationGuide,
    createdAt: row.createdAt.toISOString(),
  };
}

export function toApiView(row: ApiRow): ApiView {
  return {
    id: row.id,
    workspace: row.workspace.slug,
    slug: row.slug,
    name: row.name,
    summary: row.summary,
    description: row.description,
    category: row.category,
    tags: row.tags,
    protocol: row.protocol,
    visibility: row.visibility === "signed_in" ? "signed-in" : row.visibility,
    contacts: z.array(contact).parse(row.contacts),
    basePath: row.basePath,
    hosts: row.hosts,
    versioning: versioning.parse(row.versioning),
    credentials: credentials.parse(row.credentials),
    https: httpsRules.parse(row.https),
    gatewayGroups: row.deployments.map(({ group }) => group.slug).sort(),
    gatewayUrls: row.deployments.flatMap(({ group }) => group.publicUrls),
    versions: row.versions.map(toVersionView),
    rowVersion: row.rowVersion,
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}

export function toRevisionView(row: RevisionRow): RevisionView {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    note: row.note,
    document: row.document && { ...row.document, format: z.enum(documentFormats).parse(row.document.format) },
    operations: row._count.operations,
    backend: row.backend,
    policies: jsonObject.parse(row.policies),
    operationPolicies: z.record(z.string(), jsonObject).parse(row.operationPolicies),
    createdById: row.createdById,
    createdAt: row.createdAt.toISOString(),
    submittedById: row.submittedById,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    decidedById: row.decidedById,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionNote: row.decisionNote,
    liveAt: row.liveAt?.toISOString() ?? null,
    rowVersion: row.rowVersion,
  };
}

export function toOperationView(row: OperationRow): OperationView {
  const { key, method, template, operationId, summary, tags, deprecated } = row;
  return { key, method, template, operationId, summary, tags, deprecated };
}
