import { hstsHeader, isAnyScheme } from "@gatehouse/contract/https.ts";
import {
  type ApiPart,
  apiPart,
  type BackendPart,
  backendPart,
  type VersionPart,
} from "@gatehouse/contract/snapshot.ts";
import { DescribedVersion } from "../../policies/description/described-operation.ts";
import { choosePipelines, compileDocument, type Pipelines } from "../pipeline/document.ts";
import { OperationTree } from "../router/operation-tree.ts";
import { namesOf, parseTemplate } from "../router/template.ts";
import { loadBackend } from "./backend.ts";
import { loadCredentials } from "./credentials.ts";
import { escapePointer, SnapshotError, schemaError } from "./error.ts";
import type { LoadedApi, LoadedBackend, LoadedHttps, LoadedVersion } from "./loaded-api.ts";
import { putValues, type ValueResolver } from "./named-values.ts";

/** The operation's id in a version that answers at any path. */
export const ANY_PATH_OPERATION = "*";

/**
 * Loads one `api/<id>` part, as the gateway does before it serves it. The control plane calls it without a resolver: values
 * that only a gateway can open then stay unresolved.
 *
 * @throws SnapshotError that says what a publisher must change
 */
export function loadApi(part: unknown, name = "api", resolve?: ValueResolver): LoadedApi {
  const parsed = apiPart.safeParse(part);
  if (!parsed.success) throw schemaError(name, parsed.error);
  const data = parsed.data;
  checkBasePath(data.basePath, name);

  const versions = new Map<string, LoadedVersion>();
  const secrets: string[] = [];
  const remembering = resolve && rememberInto(secrets, resolve);
  const api: LoadedApi = {
    id: data.id,
    storesAnswers: data.versions.some(storesAnswers),
    slug: data.slug,
    name: data.name,
    hosts: data.hosts,
    basePath: data.basePath,
    versioning: data.versioning,
    ...loadCredentials(data.credentials),
    https: loadHttps(data.https),
    versions,
    backends: loadNamedBackends(data, name, remembering),
    secrets,
    defaultVersion: findDefaultVersion(data, name),
  };
  data.versions.forEach((version, index) => {
    const pointer = `/versions/${index}`;
    if (versions.has(version.name)) {
      throw new SnapshotError(name, `${pointer}/name`, `Two versions are named ${version.name}.`);
    }
    versions.set(version.name, loadVersion(api, data.values, version, { name, pointer, resolve: remembering }));
  });
  return api;
}

function loadHttps(rules: ApiPart["https"]): LoadedHttps | undefined {
  if (rules === undefined || isAnyScheme(rules)) return undefined;
  return { mode: rules.mode, hsts: rules.hsts === null ? undefined : hstsHeader(rules.hsts) };
}

/** Values that only a gateway can open are the secrets of an API. */
function rememberInto(secrets: string[], resolve: ValueResolver): ValueResolver {
  return (value) => {
    const text = resolve(value);
    if (!secrets.includes(text)) secrets.push(text);
    return text;
  };
}

/** Also where the policy stands inside another. Its name in a text of another policy costs no more than a look in vain. */
function storesAnswers({ documents }: VersionPart): boolean {
  return documents.some(({ outbound }) => JSON.stringify(outbound).includes('"cache-store"'));
}

interface Place {
  name: string;
  pointer: string;
  resolve: ValueResolver | undefined;
}

function loadVersion(api: LoadedApi, values: ApiPart["values"], part: VersionPart, place: Place): LoadedVersion {
  const { name, pointer, resolve } = place;
  const documents = part.documents.map((document, index) =>
    compileDocument(document, name, `${pointer}/documents/${index}`, (step, at) =>
      putValues(step.config, values, resolve, { part: name, pointer: at }),
    ),
  );
  documents.forEach(({ backends }, index) => {
    const missing = backends.find((backend) => !api.backends.has(backend));
    if (missing === undefined) return;
    throw new SnapshotError(
      name,
      `${pointer}/documents/${index}`,
      `A policy calls the backend ${missing}, which is not here.`,
    );
  });
  const pipelinesOf = (choice: VersionPart["policies"], at: string) => choosePipelines(choice, documents, name, at);
  const common = pipelinesOf(part.policies, `${pointer}/policies`);
  const operations = new OperationTree();
  const backend = loadBackend(
    withValues(part.backend, values, place, `${pointer}/backend`),
    name,
    `${pointer}/backend`,
  );
  const description = part.description && new DescribedVersion(part.description);
  const version: LoadedVersion = {
    id: part.id,
    revision: part.revision,
    name: part.name,
    api,
    backend,
    operations,
    description,
  };

  if (part.anyPath) {
    if (part.operations.length > 0) {
      throw new SnapshotError(name, `${pointer}/operations`, "A version that answers at any path has no operations.");
    }
    operations.addAnyPath({
      id: ANY_PATH_OPERATION,
      template: "/",
      version,
      pipelines: common,
      description: undefined,
    });
    checkPathParameters(common, "/", name, pointer);
  }
  part.operations.forEach(({ id, method, template, policies }, index) => {
    const at = `${pointer}/operations/${index}`;
    const pipelines = policies ? pipelinesOf(policies, `${at}/policies`) : common;
    const problem = operations.add(method, {
      id,
      template,
      version,
      pipelines,
      description: description?.operation(id),
    });
    if (problem !== undefined) throw new SnapshotError(name, `${at}/template`, problem);
    checkPathParameters(pipelines, template, name, at);
  });
  return version;
}

function loadNamedBackends({ backends = {}, values }: ApiPart, name: string, resolve: ValueResolver | undefined) {
  const loaded = Object.entries(backends).map(([slug, part]): [string, LoadedBackend] => {
    const pointer = `/backends/${escapePointer(slug)}`;
    return [slug, loadBackend(withValues(part, values, { name, pointer, resolve }, pointer), name, pointer)];
  });
  return new Map(loaded);
}

/** A backend's certificates and keys may be named values, as a policy's configuration may hold them. */
function withValues(backend: BackendPart, values: ApiPart["values"], { name, resolve }: Place, pointer: string) {
  if (backend.tls === undefined) return backend;
  const tls = putValues(backend.tls, values, resolve, { part: name, pointer: `${pointer}/tls` });
  return backendPart.parse({ ...backend, tls });
}

/** A policy that reads a path parameter must find it in the template of every operation that it runs for. */
function checkPathParameters(pipelines: Pipelines, template: string, name: string, pointer: string): void {
  const documents = [pipelines.default, ...(pipelines.products?.values() ?? []).map(({ document }) => document)];
  const wanted = documents.flatMap(({ pathParameters }) => pathParameters);
  if (wanted.length === 0) return;
  const segments = parseTemplate(template);
  const present = new Set(typeof segments === "string" ? [] : segments.flatMap(namesOf));
  const missing = wanted.find((parameter) => !present.has(parameter));
  if (missing !== undefined) {
    throw new SnapshotError(name, pointer, `A policy reads {${missing}}, which the path ${template} does not have.`);
  }
}

function checkBasePath(basePath: string, name: string): void {
  const segments = basePath.slice(1).split("/");
  const isRoot = basePath === "/";
  if (!/^[\x21-\x7e]+$/.test(basePath) || /[%?#\\{}]/.test(basePath)) {
    throw new SnapshotError(name, "/basePath", "The base path holds a character that it cannot have.");
  }
  if (!isRoot && segments.some((segment) => segment === "" || segment === "." || segment === "..")) {
    throw new SnapshotError(name, "/basePath", "The base path has an empty or a dot segment.");
  }
}

function findDefaultVersion(data: ApiPart, name: string): string | undefined {
  const [first, second] = data.versions.flatMap((version, index) => (version.isDefault ? [index] : []));
  if (second !== undefined) {
    throw new SnapshotError(name, `/versions/${second}/isDefault`, "Another version is the default one already.");
  }
  return first === undefined ? undefined : data.versions[first]?.name;
}
