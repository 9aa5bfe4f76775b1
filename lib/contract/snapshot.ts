import { z } from "zod";
import { credentials } from "./credentials.ts";
import { versionDescription } from "./description.ts";
import { httpsRules } from "./https.ts";
import { settingsPart } from "./settings.ts";

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

const positiveMs = z.int().positive();

/** Where a backend's consistent hash takes a caller's key from. */
export const hashBy = z.union([
  z.strictObject({ source: z.enum(["client-address", "subscription"]) }),
  z.strictObject({ source: z.enum(["header", "cookie"]), name: z.string().min(1).max(200) }),
]);

/** PEM texts, which may name values (`{{name}}`) of the API. */
const backendTls = z.strictObject({
  /** Trusted in place of the well-known authorities. */
  ca: z.string().optional(),
  /** What the gateway shows of itself, together with its key. */
  certificate: z.string().optional(),
  privateKey: z.string().optional(),
  /** Asked for (SNI) and looked for in the certificate, in place of the address's name. */
  serverName: z.string().min(1).max(253).optional(),
  /** The certificate is not verified. Never so unless it stands here. */
  insecure: z.literal(true).optional(),
});

/** What is left out of these is not done; no backend of an older snapshot had any of it. */
const backendCare = z.strictObject({
  hashBy: hashBy.optional(),
  /** Asks every target by itself whether it works. */
  healthCheck: z
    .strictObject({
      path: z.string().startsWith("/").max(2_000),
      intervalMs: positiveMs,
      timeoutMs: positiveMs,
      /** So many good answers in turn bring a target back, so many bad ones take it out. */
      healthyAfter: z.int().min(1).max(100),
      unhealthyAfter: z.int().min(1).max(100),
      /** Lowest and highest status of a good answer. */
      statuses: z.tuple([z.int().min(200).max(599), z.int().min(200).max(599)]),
    })
    .optional(),
  /** Takes a target out that fails calls: no answer, 502, 503 or 504, so often in turn. */
  ejection: z
    .strictObject({
      consecutiveFailures: z.int().min(1).max(1_000),
      /** The first time; twice as long each further time, up to the most. */
      baseMs: positiveMs,
      mostMs: positiveMs,
      /** Never more of the targets than this, in percent. */
      ejectedPercentMax: z.int().min(0).max(100),
    })
    .optional(),
  /** Refuses calls for a while when the backend as a whole fails: no answer, or a status from 500 on. */
  circuit: z
    .strictObject({
      consecutiveFailures: z.int().min(1).max(10_000).optional(),
      failureRatio: z
        .strictObject({
          percent: z.int().min(1).max(100),
          windowMs: positiveMs,
          callsMin: z.int().min(1).max(1_000_000),
        })
        .optional(),
      openMs: positiveMs,
      /** Calls let through at a time after that; so many good ones close it. */
      probes: z.int().min(1).max(100),
    })
    .optional(),
  /** A target that came back gets its share in full after this. */
  slowStartMs: positiveMs.optional(),
  /** Of each target and thread. */
  connections: z
    .strictObject({
      connectionsMax: z.int().min(1).max(100_000),
      /** Calls that wait for a connection; more are refused at once. */
      pendingMax: z.int().min(0).max(100_000),
      pendingTimeoutMs: positiveMs,
      idleMax: z.int().min(0).max(100_000),
      idleTimeoutMs: positiveMs,
    })
    .optional(),
  /** Names are looked up again after this. */
  dnsTtlMs: positiveMs.optional(),
  tls: backendTls.optional(),
  /** Of an answer that is held for a policy. */
  heldBytesMax: z.int().positive().optional(),
});

export const backendPart = backendCare.extend({
  id,
  name: z.string(),
  targets: z
    .array(
      z.strictObject({
        url: z.url(),
        weight: z.int().min(0).max(1000),
        /** Targets of the lowest number are called; the next ones when all of those are out. 1 when left out. */
        priority: z.int().min(1).max(100).optional(),
      }),
    )
    .min(1),
  loadBalancing: z.enum(["round-robin", "least-connections", "consistent-hash"]),
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
  /** Left out where no policy needs it. */
  description: versionDescription.optional(),
});

export const versioning = z.union([
  z.strictObject({ scheme: z.literal("none") }),
  z.strictObject({ scheme: z.literal("path") }),
  z.strictObject({ scheme: z.literal("header"), name: z.string().min(1).max(100) }),
  z.strictObject({ scheme: z.literal("query"), name: z.string().min(1).max(100) }),
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
  /** As `optional` without HSTS when left out. */
  https: httpsRules.optional(),
  versions: z.array(versionPart),
  /** Backends that policies name, by slug. */
  backends: z.record(z.string(), backendPart).optional(),
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

/** SHA-256 of the key, or `clientHash` of who calls without one (hex) → subscription and end date (epoch seconds, 0 for none). Revoked keys are not in it. */
export const keysPart = z.strictObject({ keys: z.record(sha256, z.tuple([id, epochSeconds])) });

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
