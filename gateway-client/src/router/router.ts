import { Problem } from "@gatehouse/contract/problem.ts";
import type { LoadedApi, LoadedOperation, LoadedVersion } from "../snapshot/loaded-api.ts";
import { readRoutingPath } from "./request-path.ts";

/** What a router asks of a request. */
export interface RoutedRequest {
  readonly method: string;
  /** Raw, without the query. */
  readonly path: string;
  readonly query: string;
  /** Lower case, without a port. */
  readonly hostname: string;
  header(name: string): string | undefined;
}

export type Match =
  | {
      readonly kind: "operation";
      readonly operation: LoadedOperation /** Where base path and version end in the raw path. */;
      readonly belowAt: number;
    }
  | { readonly kind: "method-not-allowed"; readonly allow: readonly string[]; readonly version: LoadedVersion }
  | { readonly kind: "not-found" };

const NOT_FOUND: Match = { kind: "not-found" };

/** Finds the operation of a request by host, base path, version, method and template. */
export class Router {
  readonly #anyHost: BasePathNode = newNode();
  readonly #hosts = new Map<string, BasePathNode>();

  /** Gives back the API that answers at the same host and base path already, or adds this one. */
  add(api: LoadedApi): LoadedApi | undefined {
    const roots = api.hosts.length === 0 ? [this.#anyHost] : api.hosts.map((host) => this.#rootOf(host));
    const nodes = roots.map((root) => nodeFor(root, api.basePath));
    const other = nodes.find((node) => node.api !== undefined)?.api;
    if (other !== undefined) return other;
    for (const node of nodes) {
      node.api = api;
      node.fallback = api.defaultVersion === undefined ? undefined : api.versions.get(api.defaultVersion);
    }
    return undefined;
  }

  /** @throws Problem `bad-request` when the path can be read in two ways */
  find(request: RoutedRequest): Match {
    const { path, careless } = readRoutingPath(request.path);
    const match = this.#lookUp(request, path);
    if (careless === undefined || match.kind !== "operation") return match;

    // A backend that undoes encoded slashes early must not end up at an operation with other policies than the one checked.
    const other = this.#lookUp(request, careless);
    if (other.kind === "operation" && other.operation !== match.operation) {
      throw new Problem("bad-request", "The path's encoded separators make it ambiguous.");
    }
    return match;
  }

  #lookUp(request: RoutedRequest, path: string): Match {
    const root = this.#hosts.get(request.hostname);
    const found = (root && longestBasePath(root, path)) ?? longestBasePath(this.#anyHost, path);
    if (found === undefined) return NOT_FOUND;
    const { version, end: versionEnd } = chooseVersion(found, request, path);
    if (version === undefined) return NOT_FOUND;

    const below = versionEnd === path.length ? "/" : path.slice(versionEnd);
    const operation = version.operations.find(request.method, below);
    if ("id" in operation) {
      const belowAt = path === request.path ? versionEnd : rawIndex(request.path, path, versionEnd);
      return { kind: "operation", operation, belowAt };
    }
    return operation.length === 0 ? NOT_FOUND : { kind: "method-not-allowed", allow: operation, version };
  }

  #rootOf(host: string): BasePathNode {
    const root = this.#hosts.get(host) ?? newNode();
    this.#hosts.set(host, root);
    return root;
  }
}

interface BasePathNode {
  api: LoadedApi | undefined;
  /** The version for requests that name none. */
  fallback: LoadedVersion | undefined;
  readonly children: Map<string, BasePathNode>;
}

function newNode(): BasePathNode {
  return { api: undefined, fallback: undefined, children: new Map() };
}

function nodeFor(root: BasePathNode, basePath: string): BasePathNode {
  let node = root;
  for (const segment of basePath === "/" ? [] : basePath.slice(1).split("/")) {
    const child = node.children.get(segment) ?? newNode();
    node.children.set(segment, child);
    node = child;
  }
  return node;
}

interface FoundApi {
  readonly api: LoadedApi;
  readonly fallback: LoadedVersion | undefined;
  readonly end: number;
}

function longestBasePath(root: BasePathNode, path: string): FoundApi | undefined {
  let node = root;
  let found: BasePathNode | undefined = root.api && root;
  let end = 0;
  let at = 0;
  while (node.children.size > 0 && at < path.length) {
    const segmentEnd = endOfSegment(path, at);
    const child = node.children.get(path.slice(at + 1, segmentEnd));
    if (child === undefined) break;
    node = child;
    at = segmentEnd;
    if (node.api !== undefined) {
      found = node;
      end = at;
    }
  }
  return found?.api && { api: found.api, fallback: found.fallback, end };
}

/** The version that the request names, or the default one when it names none. */
function chooseVersion({ api, fallback, end }: FoundApi, request: RoutedRequest, path: string) {
  const { versioning, versions } = api;
  if (versioning.scheme === "none") return { version: fallback, end };
  if (versioning.scheme === "path") {
    const segmentEnd = end < path.length ? endOfSegment(path, end) : end;
    const version = versions.get(path.slice(end + 1, segmentEnd));
    return version ? { version, end: segmentEnd } : { version: fallback, end };
  }
  const name =
    versioning.scheme === "header" ? request.header(versioning.name) : queryParameter(request.query, versioning.name);
  return { version: name === undefined ? fallback : versions.get(name), end };
}

/** The value of a query parameter as it stands there, percent-encoding and all. */
function queryParameter(query: string, name: string): string | undefined {
  if (query === "") return undefined;
  const pair = query.split("&").find((text) => text.startsWith(name) && text.charCodeAt(name.length) === EQUALS);
  return pair?.slice(name.length + 1);
}

const EQUALS = 61;

function endOfSegment(path: string, at: number): number {
  const slash = path.indexOf("/", at + 1);
  return slash < 0 ? path.length : slash;
}

/** The place in the raw path of a segment's end in the routing path: both have the same segments. */
function rawIndex(raw: string, path: string, end: number): number {
  let at = 0;
  for (let i = 0; i < end; i = endOfSegment(path, i)) at = endOfSegment(raw, at);
  return at;
}
