import { z } from "zod";

/** The snapshot format that this code writes and reads. A gateway refuses any other. */
export const SNAPSHOT_FORMAT = 1;

const id = z.string().min(1).max(200);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in lower-case hex");
const epochSeconds = z.int().nonnegative();

export const partReference = z.strictObject({ sha256, bytes: z.int().nonnegative() });

export const manifestBody = z.strictObject({
  format: z.literal(SNAPSHOT_FORMAT),
  group: id,
  generation: z.int().positive(),
  builtAt: z.iso.datetime(),
  /** Capabilities that a gateway must have, `policy:rate-limit@1` say; it refuses the snapshot when it lacks one. */
  requires: z.array(z.string()),
  /** By part name: `settings`, `api/<id>`, `plans`, `subscriptions/<xx>`, `keys/<xx>`. */
  parts: z.record(z.string(), partReference),
});

/** What a gateway polls. The signature covers the canonical JSON (RFC 8785) of the body, all members but `signature`. */
export const manifest = manifestBody.extend({
  signature: z.strictObject({ keyId: z.string(), alg: z.literal("Ed25519"), value: z.base64() }),
});

/** A value that the gateway resolves: sealed for the group, or read from its own environment or a file beside it. */
export const sealedValue = z.union([
  z.strictObject({ sealed: z.base64() }),
  z.strictObject({ env: z.string() }),
  z.strictObject({ file: z.string() }),
]);

/** One policy of an effective document: its name, its configuration as written, and where it came from. */
export const policyStep = z.strictObject({
  policy: z.string(),
  config: z.unknown(),
  /** Unique in the document and stable over rebuilds: names the policy's counters, traces and errors. */
  id,
  /** `installation`, `workspace`, `product:<slug>`, `api`, `operation`. */
  scope: z.string(),
});

/** The policies of one operation: scopes merged, fragments inlined, plain named values resolved. */
export const effectiveDocument = z.strictObject({
  inbound: z.array(policyStep),
  backend: z.array(policyStep),
  outbound: z.array(policyStep),
  onError: z.array(policyStep),
});

/** Indexes into the version's `documents`: for callers through a product with policies of its own, and for all others. */
export const policyChoice = z.strictObject({
  default: z.int().nonnegative(),
  products: z.record(z.string(), z.int().nonnegative()),
});

export const backendPart = z.strictObject({
  id,
  name: z.string(),
  targets: z.array(z.strictObject({ url: z.url(), weight: z.int().min(0).max(1000) })).min(1),
  loadBalancing: z.enum(["round-robin"]),
  timeouts: z.strictObject({
    connectMs: z.int().positive(),
    firstByteMs: z.int().positive(),
    idleMs: z.int().positive(),
    totalMs: z.int().positive(),
  }),
});

export const operationPart = z.strictObject({
  /** operationId, or `METHOD /template` where the description has none: the name under which calls are counted. */
  id,
  method: z.string().regex(/^[A-Z]+$/, "is not an upper-case method"),
  /** Path template below the base path and version: `/orders/{id}`. */
  template: z.string().startsWith("/"),
  policies: policyChoice.optional(),
});

export const versionPart = z.strictObject({
  id,
  name: z.string(),
  isDefault: z.boolean(),
  revision: z.int().positive(),
  operations: z.array(operationPart),
  /** Every method and path below the base path is one operation; `operations` is empty then. */
  anyPath: z.boolean(),
  backend: backendPart,
  documents: z.array(effectiveDocument).min(1),
  policies: policyChoice,
});

export const versioning = z.union([
  z.strictObject({ scheme: z.literal("none") }),
  z.strictObject({ scheme: z.literal("path") }),
  z.strictObject({ scheme: z.literal("header"), name: z.string().min(1).max(100) }),
  z.strictObject({ scheme: z.literal("query"), name: z.string().min(1).max(100) }),
]);

/** How callers prove who they are: an API key in any of these headers or query parameters, or nothing at all. */
export const credentials = z.union([
  z.strictObject({ none: z.literal(true) }),
  z.strictObject({
    apiKey: z.strictObject({
      headers: z.array(z.string().regex(/^[a-z0-9!#$%&'*+.^_`|~-]+$/, "is not a lower-case header name")).max(8),
      query: z.array(z.string().min(1).max(100)).max(8),
    }),
  }),
]);

export const apiPart = z.strictObject({
  id,
  slug: z.string(),
  name: z.string(),
  workspace: z.string(),
  /** Lower-case host names; any host when empty. */
  hosts: z.array(z.string()),
  /** `/orders`; `/` for the root. No trailing slash otherwise. */
  basePath: z.string().startsWith("/"),
  versioning,
  credentials,
  versions: z.array(versionPart),
  /** What `{{name}}` in a policy's configuration stands for, where the compiler left it to the gateway. */
  values: z.record(z.string(), sealedValue),
});

export const rateLimit = z.strictObject({ calls: z.int().positive(), periodMs: z.int().positive() });
export const quota = z.strictObject({
  calls: z.int().positive().optional(),
  bytes: z.int().positive().optional(),
  periodMs: z.int().positive(),
});

export const plansPart = z.strictObject({
  plans: z.record(
    z.string(),
    z.strictObject({
      product: id,
      productSlug: z.string(),
      slug: z.string(),
      name: z.string(),
      rateLimits: z.array(rateLimit),
      quota: quota.nullable(),
      /** Ids of the APIs that the plan opens. */
      apis: z.array(id),
    }),
  ),
});

export const subscriptionState = z.enum([
  "submitted",
  "active",
  "suspended",
  "paused",
  "expired",
  "rejected",
  "cancelled",
]);

export const subscriptionsPart = z.strictObject({
  subscriptions: z.record(
    z.string(),
    z.strictObject({
      plan: id,
      application: id,
      state: subscriptionState,
      /** The gateway ends it by its own clock, also when the control plane is away. */
      endsAt: epochSeconds.nullable(),
    }),
  ),
});

/** SHA-256 of the key (hex) → subscription and end date (epoch seconds, 0 for none). Revoked keys are not in it. */
export const keysPart = z.strictObject({ keys: z.record(sha256, z.tuple([id, epochSeconds])) });

export const settingsPart = z.strictObject({
  /** Where the group is reached from outside. */
  publicUrls: z.array(z.url()),
});

export type Manifest = z.infer<typeof manifest>;
export type ManifestBody = z.infer<typeof manifestBody>;
export type SealedValue = z.infer<typeof sealedValue>;
export type PolicyStep = z.infer<typeof policyStep>;
export type EffectiveDocument = z.infer<typeof effectiveDocument>;
export type PolicyChoice = z.infer<typeof policyChoice>;
export type BackendPart = z.infer<typeof backendPart>;
export type OperationPart = z.infer<typeof operationPart>;
export type VersionPart = z.infer<typeof versionPart>;
export type ApiPart = z.infer<typeof apiPart>;
export type PlansPart = z.infer<typeof plansPart>;
export type SubscriptionsPart = z.infer<typeof subscriptionsPart>;
export type SubscriptionState = z.infer<typeof subscriptionState>;
export type KeysPart = z.infer<typeof keysPart>;
export type SettingsPart = z.infer<typeof settingsPart>;

/** The schema that a part's bytes must satisfy, by the part's name; undefined for a name that this format does not have. */
export function partSchema(name: string) {
  if (name === "settings") return settingsPart;
  if (name === "plans") return plansPart;
  if (name.startsWith("api/")) return apiPart;
  if (name.startsWith("subscriptions/")) return subscriptionsPart;
  if (name.startsWith("keys/")) return keysPart;
  return undefined;
}

/** `"<generation>-<sha256 of the manifest's bytes>"`, the manifest's entity tag (RFC 9110, 8.8.3). */
export function manifestEtag(generation: number, sha256OfBytes: string): string {
  return `"${generation}-${sha256OfBytes}"`;
}
