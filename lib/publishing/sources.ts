import type { z } from "zod";
import type { Credentials } from "../contract/credentials.ts";
import type { HttpsRules } from "../contract/https.ts";
import type { BackendPart, PlansPart, SubscriptionState, versioning } from "../contract/snapshot.ts";
import type { PolicyDocument } from "../policies/policies.ts";

/** What the compiler makes parts from: rows of the database, or a declarative file. */
export interface ApiSource {
  id: string;
  slug: string;
  name: string;
  /** Slug of the workspace. */
  workspace: string;
  hosts: string[];
  basePath: string;
  versioning: z.infer<typeof versioning>;
  credentials: Credentials;
  https: HttpsRules;
  /** Only what gateways serve: versions that are not retired, with their live revision. */
  versions: VersionSource[];
  installationPolicies: PolicyDocument;
  workspacePolicies: PolicyDocument;
  /** Products that open the API and have policies of their own. */
  products: { id: string; slug: string; policies: PolicyDocument }[];
  namedValues: NamedValueSource[];
  /** By slug, at least those that policies name. */
  backends: ReadonlyMap<string, BackendPart>;
}

/** What a deprecated version tells its callers; times as ISO 8601. */
export interface DeprecationSource {
  deprecatedAt: string;
  sunsetAt: string | null;
  /** Name of the version to go to. */
  successor: string | null;
  afterSunset: "serve" | "gone";
  brownouts: { from: string; until: string }[];
}

export interface VersionSource {
  id: string;
  name: string;
  isDefault: boolean;
  /** Undefined for a version that stays. */
  deprecation?: DeprecationSource | undefined;
  revision: number;
  anyPath: boolean;
  /** In the order of the description. */
  operations: OperationSource[];
  backend: BackendPart;
  policies: PolicyDocument;
  /** Left out where no policy of the version goes by it. */
  description?: DescriptionSource | undefined;
}

export interface DescriptionSource {
  /** OpenAPI 3.1. */
  document: Record<string, unknown>;
  /** Whether it was written in a version of OpenAPI whose formats decide on validity. */
  assertsFormats: boolean;
}

export interface OperationSource {
  key: string;
  method: string;
  template: string;
  policies: PolicyDocument;
}

export interface NamedValueSource {
  name: string;
  kind: "plain" | "secret" | "env" | "file";
  /** The text itself when plain or secret, else the name of the variable or file. */
  value: string;
}

export type PlanSource = PlansPart["plans"][string] & { id: string };

export interface SubscriptionSource {
  id: string;
  plan: string;
  application: string;
  state: SubscriptionState;
  endsAtSeconds: number | null;
}

export interface KeySource {
  /** SHA-256 in lower-case hex. */
  hash: string;
  subscription: string;
  endsAtSeconds: number | null;
}
