import { z } from "zod";
import { credentials } from "../contract/credentials.ts";
import { versioning } from "../contract/snapshot.ts";
import { afterSunset, brownouts } from "./deprecation.ts";
import { documentInfo } from "./document.ts";
import type { OfferedApiRow, OfferedVersionRow } from "./portal-queries.ts";
import { apiView, operationView, versionView } from "./view.ts";

const workspace = z.object({ slug: z.string(), name: z.string() });

export const catalogVersionView = versionView
  .pick({
    name: true,
    isDefault: true,
    liveAt: true,
    deprecatedAt: true,
    sunsetAt: true,
    successor: true,
    afterSunset: true,
    brownouts: true,
  })
  .extend({
    state: z.enum(["published", "deprecated"]),
    /** Of the description, as its authors count. */
    descriptionVersion: z.string(),
    operations: z.int(),
  });

/** A line of the catalogue. */
const catalogApiView = z.object({
  workspace,
  slug: z.string(),
  name: z.string(),
  summary: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
  protocol: z.string(),
  visibility: apiView.shape.visibility,
  versions: z.array(z.object({ name: z.string(), state: z.enum(["published", "deprecated"]), isDefault: z.boolean() })),
  /** When something of it went live last. */
  updatedAt: z.iso.datetime(),
});

/** The ways to a key that an API offers: `auto` at once, `manual` after an approval, `open` without one. */
const planAccess = z.enum(["auto", "manual", "open"]);

/** A line of the catalogue's list. */
export const catalogEntryView = catalogApiView.extend({
  /** Of all versions that are served. */
  operations: z.int(),
  access: z.array(planAccess),
});

/** How many APIs there are for each value by which the list can be filtered. */
const catalogFacetsView = z.object({
  total: z.int(),
  facets: z.record(
    z.enum(["category", "tag", "protocol", "lifecycle", "plan"]),
    z.array(z.object({ value: z.string(), apis: z.int() })),
  ),
});

/** Something that went live: a new API or version, or another revision of one. */
const catalogNewsView = z.object({
  workspace: z.string(),
  api: z.object({ slug: z.string(), name: z.string(), summary: z.string() }),
  version: z.string(),
  kind: z.enum(["new", "changed"]),
  isDeprecated: z.boolean(),
  at: z.iso.datetime(),
});

/** All that a developer sees of an API: nothing of backends, policies and reviews. */
export const catalogApiDetailView = catalogApiView.extend({
  description: z.string(),
  contacts: apiView.shape.contacts,
  basePath: z.string(),
  hosts: z.array(z.string()),
  versioning,
  credentials,
  /** Addresses of the gateways that serve it. */
  gatewayUrls: z.array(z.string()),
  versions: z.array(catalogVersionView.extend({ migrationGuide: z.string() })),
});

/** An operation with the API that it is of. */
export const catalogOperationView = operationView.extend({
  workspace: z.string(),
  api: z.object({ slug: z.string(), name: z.string() }),
  version: z.string(),
});

export type CatalogEntryView = z.output<typeof catalogEntryView>;
export type CatalogFacetsView = z.output<typeof catalogFacetsView>;
export type CatalogNewsView = z.output<typeof catalogNewsView>;
export type CatalogApiDetailView = z.output<typeof catalogApiDetailView>;
export type CatalogOperationView = z.output<typeof catalogOperationView>;

export function toCatalogApiDetailView(row: OfferedApiRow): CatalogApiDetailView {
  const versions = row.versions.map(toCatalogVersion);
  return {
    workspace: row.workspace,
    slug: row.slug,
    name: row.name,
    summary: row.summary,
    description: row.description,
    category: row.category,
    tags: row.tags,
    protocol: row.protocol,
    visibility: row.visibility === "signed_in" ? "signed-in" : row.visibility,
    contacts: apiView.shape.contacts.parse(row.contacts),
    basePath: row.basePath,
    hosts: row.hosts,
    versioning: versioning.parse(row.versioning),
    credentials: credentials.parse(row.credentials),
    gatewayUrls: row.deployments.flatMap(({ group }) => group.publicUrls),
    versions,
    updatedAt:
      versions
        .map(({ liveAt }) => liveAt ?? "")
        .sort()
        .at(-1) || row.createdAt.toISOString(),
  };
}

function toCatalogVersion(row: OfferedVersionRow): CatalogApiDetailView["versions"][number] {
  const [live] = row.revisions;
  return {
    name: row.name,
    state: row.state === "deprecated" ? "deprecated" : "published",
    isDefault: row.isDefault,
    liveAt: live?.liveAt?.toISOString() ?? null,
    deprecatedAt: row.deprecatedAt?.toISOString() ?? null,
    sunsetAt: row.sunsetAt?.toISOString() ?? null,
    successor: row.successor?.name ?? null,
    afterSunset: afterSunset.parse(row.afterSunset),
    brownouts: brownouts.parse(row.brownouts),
    descriptionVersion: live?.document ? documentInfo.parse(live.document.info).version : "",
    operations: live?._count.operations ?? 0,
    migrationGuide: row.migrationGuide,
  };
}
