import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import type { Pipelines } from "../pipeline/document.ts";

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
  readonly operations: OperationLookup;
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

/** Finds the operation for a path in routing form, or the methods that the path answers to, empty when there are none. */
export interface OperationLookup {
  find(method: string, path: string): LoadedOperation | readonly string[];
}
