import type { BackendPart, PlansPart, SettingsPart } from "@gatehouse/contract/snapshot.ts";
import type { CounterKey } from "../../policies/exchange.ts";
import type { Limit } from "../../policies/limiter.ts";
import type { Pipelines } from "../pipeline/document.ts";
import type { OperationTree } from "../router/operation-tree.ts";
import type { Router } from "../router/router.ts";
import type { Directory } from "./directory.ts";

/** A snapshot that is ready to serve. Nothing in it changes: a new one takes its place as a whole. */
export interface LoadedSnapshot {
  readonly router: Router;
  readonly plans: ReadonlyMap<string, LoadedPlan>;
  /** Who owns a key. */
  readonly directory: Directory;
  readonly settings: SettingsPart;
  /** The APIs with the parts they were made from: the next load takes over those whose part is the same object. */
  readonly apis: ReadonlyMap<string, { readonly part: unknown; readonly api: LoadedApi }>;
}

export interface LoadedApi {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly basePath: string;
  readonly versioning:
    | { readonly scheme: "none" }
    | { readonly scheme: "path" }
    | { readonly scheme: "header" | "query"; readonly name: string };
  /** Undefined where the API asks for no credential. */
  readonly keyNames: { readonly headers: readonly string[]; readonly query: readonly string[] } | undefined;
  readonly versions: ReadonlyMap<string, LoadedVersion>;
  /** Name of the version for requests that name none. */
  readonly defaultVersion: string | undefined;
}

export interface LoadedVersion {
  readonly id: string;
  readonly name: string;
  readonly api: LoadedApi;
  readonly backend: LoadedBackend;
  readonly operations: OperationTree;
}

export interface LoadedOperation {
  readonly id: string;
  readonly template: string;
  readonly version: LoadedVersion;
  readonly pipelines: Pipelines;
}

export interface LoadedBackend {
  readonly id: string;
  readonly name: string;
  readonly targets: readonly BackendTarget[];
  /** Indexes into `targets` in the order of one whole turn, each as often as its weight says. */
  readonly turn: readonly number[];
  readonly timeouts: BackendPart["timeouts"];
}

export interface BackendTarget {
  /** `http://orders.internal:9000`: names the connection pool. */
  readonly origin: string;
  readonly isTls: boolean;
  readonly hostname: string;
  readonly port: number;
  /** What goes into `Host`. */
  readonly host: string;
  /** The URL's path without a trailing slash; empty for the root. */
  readonly pathPrefix: string;
}

export interface LoadedPlan {
  readonly id: string;
  readonly product: string;
  readonly limits: readonly Limit[];
  readonly counterKey: CounterKey;
  readonly quota: PlansPart["plans"][string]["quota"];
  readonly apis: ReadonlySet<string>;
}
