import type { HttpsRules } from "@gatehouse/contract/https.ts";
import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import type { TokenVerifier } from "../../policies/credentials/token-verifier.ts";
import type { DescribedOperation, DescribedVersion } from "../../policies/description/described-operation.ts";
import type { Pipelines } from "../pipeline/document.ts";

export interface LoadedApi {
  /** Whether any version's policies store answers: then calls that may change something make caches forget. */
  readonly storesAnswers: boolean;
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly basePath: string;
  readonly versioning:
    | { readonly scheme: "none" }
    | { readonly scheme: "path" }
    | { readonly scheme: "header" | "query"; readonly name: string };
  /** Undefined where the API takes no keys. */
  readonly keyNames: { readonly headers: readonly string[]; readonly query: readonly string[] } | undefined;
  /** Undefined where it takes no tokens for one. */
  readonly token: TokenCredential | undefined;
  readonly takesCertificates: boolean;
  /** Headers that the backend does not see, in lower case. */
  readonly credentialHeaders: readonly string[];
  /** Undefined where calls may come as they like and browsers are told nothing. */
  readonly https: LoadedHttps | undefined;
  readonly versions: ReadonlyMap<string, LoadedVersion>;
  /** Those that policies name, by slug. */
  readonly backends: ReadonlyMap<string, LoadedBackend>;
  /** Values that its policies use and nobody may see. */
  readonly secrets: readonly string[];
  /** Name of the version for requests that name none. */
  readonly defaultVersion: string | undefined;
}

/** Tokens that stand for a subscription. */
export interface TokenCredential {
  readonly verifier: TokenVerifier;
  readonly claim: string;
  readonly identifies: "client" | "subscription";
  /** Whether the backend sees the token. */
  readonly isForwarded: boolean;
}

export interface LoadedHttps {
  readonly mode: HttpsRules["mode"];
  /** Of `Strict-Transport-Security`. */
  readonly hsts: string | undefined;
}

export interface LoadedVersion {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly api: LoadedApi;
  readonly backend: LoadedBackend;
  readonly operations: OperationLookup;
  /** Present where a policy goes by the API description. */
  readonly description: DescribedVersion | undefined;
}

export interface LoadedOperation {
  readonly id: string;
  readonly template: string;
  readonly version: LoadedVersion;
  readonly pipelines: Pipelines;
  readonly description: DescribedOperation | undefined;
}

export interface LoadedBackend extends Omit<BackendPart, "targets" | "tls"> {
  readonly targets: readonly BackendTarget[];
  /** The target of a backend that has but one and watches nothing: it is called without a choice. */
  readonly only: BackendTarget | undefined;
  /** Equal where the backends are: APIs that share one have a copy each. */
  readonly fingerprint: string;
}

export interface BackendTarget {
  /** As it was written: names the target in metrics. */
  readonly url: string;
  /** `http://orders.internal:9000`. */
  readonly origin: string;
  readonly isTls: boolean;
  readonly hostname: string;
  readonly port: number;
  /** What goes into `Host`. */
  readonly host: string;
  /** The URL's path without a trailing slash; empty for the root. */
  readonly pathPrefix: string;
  readonly weight: number;
  readonly priority: number;
  readonly pool: TargetPool;
}

/** How connections to a target are made and kept. */
export interface TargetPool {
  /** Names the pool: targets of one origin share it where they are reached in the same way. */
  readonly key: string;
  readonly connections: BackendPart["connections"];
  readonly dnsTtlMs: number | undefined;
  readonly tls: TargetTls | undefined;
}

export interface TargetTls {
  readonly ca: string | undefined;
  readonly certificate: string | undefined;
  readonly privateKey: string | undefined;
  readonly serverName: string | undefined;
  readonly isInsecure: boolean;
}

/** Finds the operation for a path in routing form, or the methods that the path answers to, empty when there are none. */
export interface OperationLookup {
  find(method: string, path: string): LoadedOperation | readonly string[];
}
