import { z } from "zod";
import { apiKeyOf, type Credentials, credentials } from "../contract/credentials.ts";
import { httpsRules } from "../contract/https.ts";
import { slug } from "../contract/ids.ts";
import { pageInput } from "../contract/paging.ts";
import { versioning } from "../contract/snapshot.ts";
import { versionStates } from "./catalog.ts";
import { afterSunset, brownouts } from "./deprecation.ts";

const name = z.string().trim().min(1).max(100);
const note = z.string().trim().max(2_000);
const visibility = z.enum(["public", "signed-in", "restricted"]);

/** Path segments of unreserved characters (RFC 3986, 2.3), so that no two spellings are the same path. */
export const basePath = z
  .string()
  .max(200)
  .regex(/^\/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?$/, {
    message: "is not a path such as /orders, without a slash at its end",
  });

export const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
    message: "is not a host name such as api.example.com",
  });

/** Also a path segment. */
export const versionName = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/, {
  message: "is not 1 to 63 letters, digits and inner dots, hyphens and underscores",
});

const contact = z.strictObject({
  name,
  email: z.email().max(254).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
});

const apiFields = {
  summary: z.string().trim().max(300).optional(),
  description: z.string().max(100_000).optional(),
  category: z.string().trim().max(100).optional(),
  tags: z.array(z.string().trim().min(1).max(50)).max(20).refine(areDistinct, "names a tag twice").optional(),
  visibility: visibility.optional(),
  contacts: z.array(contact).max(10).optional(),
  hosts: z.array(host).max(20).refine(areDistinct, "names a host twice").optional(),
  versioning: versioning.optional(),
  credentials: credentials.refine(acceptsSomething, "names neither a header nor a query parameter").optional(),
  https: httpsRules.optional(),
};

/** What a revision is made of. What is left out comes from the revision before it. */
const revisionFields = {
  /** A finished import, whose description the revision takes. */
  import: z.uuid().optional(),
  /** No description: every method and path below the base path goes to the backend. */
  anyPath: z.literal(true).optional(),
  /** Slug of a backend of the workspace. */
  backend: slug.optional(),
  /** Policy document of the scope api; checked by the verb, which knows the named values. */
  policies: z.record(z.string(), z.unknown()).optional(),
  /** Policy documents of the scope operation, by operation key. */
  operationPolicies: z.record(z.string().max(200), z.record(z.string(), z.unknown())).optional(),
  note: note.optional(),
};

/** What a person writes of a revision. */
export const draftInput = z.strictObject(revisionFields).pick({ note: true, backend: true });

export const revisionInput = z.strictObject(revisionFields).refine(hasOneSource, oneSource());

export const createVersionInput = z
  .strictObject({ ...revisionFields, name: versionName, migrationGuide: z.string().max(100_000).optional() })
  .refine(hasOneSource, oneSource());

export const changeVersionInput = z.strictObject({
  isDefault: z.literal(true).optional(),
  migrationGuide: z.string().max(100_000).optional(),
});

/** What callers should know when a version is on its way out. */
export const deprecateVersionInput = z
  .strictObject({
    sunsetAt: z.iso.datetime({ offset: true }).nullable().optional(),
    /** Name of the version to go to. */
    successor: versionName.nullable().optional(),
    afterSunset,
    brownouts,
    migrationGuide: z.string().max(100_000).optional(),
  })
  .refine((input) => input.afterSunset !== "gone" || Boolean(input.sunsetAt), {
    message: "needs the day on which the version ends",
    path: ["sunsetAt"],
  })
  .prefault({});

export const createApiInput = z.strictObject({
  ...apiFields,
  slug,
  /** The description's title when left out. */
  name: name.optional(),
  /** `/<slug>` when left out. */
  basePath: basePath.optional(),
  /** The first version with its first revision. */
  version: z
    .strictObject({ ...revisionFields, name: versionName.default("v1") })
    .refine(hasOneSource, oneSource())
    .optional(),
});

export const changeApiInput = z.strictObject({ ...apiFields, name: name.optional(), basePath: basePath.optional() });

/** Deleting asks for the slug once more. */
export const deleteApiQuery = z.object({ confirm: z.string().max(100).optional() });

export const submitInput = z.strictObject({ note: note.optional() }).prefault({});
export const approveInput = z.strictObject({ note: note.optional() }).prefault({});
export const rejectInput = z.strictObject({ note: note.min(1) });

export const listApisInput = pageInput.extend({
  search: z.string().trim().max(100).optional(),
  tag: z.string().max(50).optional(),
  state: z.enum(["active", "archived"]).default("active"),
  visibility: visibility.optional(),
  /** One of its versions is in this state. */
  lifecycle: z.enum(versionStates).optional(),
  sort: z.enum(["name", "-name", "created", "-created"]).default("name"),
});

/** Where an API would answer; see `checkRoutes`. */
export const checkRoutesQuery = z.object({
  basePath,
  host: z.array(host).max(20).default([]),
  /** Names of its versions, where they stand in the path. */
  version: z.array(versionName).max(100).default([]),
  scheme: z.enum(["path", "header", "query", "none"]).default("path"),
  /** The API whose own routes are no collision. */
  api: slug.optional(),
});

export const effectivePoliciesQuery = z.object({
  /** Key of an operation; the API's own document when left out. */
  operation: z.string().max(200).optional(),
  /** Slug of a product through which the call comes. */
  product: slug.optional(),
});

export const listRevisionsInput = pageInput.extend({
  state: z.enum(["draft", "in_review", "approved", "live", "superseded", "rejected"]).optional(),
});

export const listOperationsInput = pageInput.extend({
  /** Exactly this one; a key may hold slashes, so it is no part of the path. */
  key: z.string().max(200).optional(),
  search: z.string().trim().max(100).optional(),
  tag: z.string().max(100).optional(),
});

export const listCatalogInput = pageInput.extend({
  search: z.string().trim().max(100).optional(),
  workspace: slug.optional(),
  category: z.string().max(100).optional(),
  tag: z.string().max(50).optional(),
  protocol: z.string().max(20).optional(),
  lifecycle: z.enum(["published", "deprecated"]).optional(),
  /** How one gets a key: at once, after somebody's approval, or that none is needed. */
  plan: z.enum(["auto", "manual", "open"]).optional(),
  sort: z.enum(["relevance", "name", "newest"]).optional(),
});

export const findOperationsInput = z.object({
  search: z.string().trim().min(2).max(100),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

export const apiParams = z.object({ slug, api: slug });
export const versionParams = apiParams.extend({ version: versionName });
export const revisionParams = versionParams.extend({ revision: z.coerce.number().int().min(1).max(1_000_000_000) });
export const compareQuery = z.object({ against: z.coerce.number().int().min(1).max(1_000_000_000) });
export const catalogApiParams = z.object({ workspace: slug, api: slug });
export const catalogVersionParams = catalogApiParams.extend({ version: versionName });

export type CreateApiInput = z.output<typeof createApiInput>;
export type ChangeApiInput = z.output<typeof changeApiInput>;
export type CreateVersionInput = z.output<typeof createVersionInput>;
export type ChangeVersionInput = z.output<typeof changeVersionInput>;
export type DeprecateVersionInput = z.output<typeof deprecateVersionInput>;
export type RevisionInput = z.output<typeof revisionInput>;
export type ListApisInput = z.output<typeof listApisInput>;
export type CheckRoutesQuery = z.output<typeof checkRoutesQuery>;
export type EffectivePoliciesQuery = z.output<typeof effectivePoliciesQuery>;
export type ListRevisionsInput = z.output<typeof listRevisionsInput>;
export type ListOperationsInput = z.output<typeof listOperationsInput>;
export type ListCatalogInput = z.output<typeof listCatalogInput>;

function areDistinct(texts: string[]): boolean {
  return new Set(texts).size === texts.length;
}

function acceptsSomething(value: Credentials): boolean {
  const key = apiKeyOf(value);
  return key === undefined || key.headers.length + key.query.length > 0;
}

function hasOneSource(input: { import?: unknown; anyPath?: unknown }): boolean {
  return input.import === undefined || input.anyPath === undefined;
}

function oneSource() {
  return { path: ["anyPath"], message: "excludes import" };
}
