import { randomUUID } from "node:crypto";
import type { UserActor } from "../authz/actor.ts";
import { createBackend } from "../backends/create.ts";
import { backendInput } from "../backends/input.ts";
import { systemContext } from "../context.ts";
import type { TestDatabase } from "../db/testing.ts";
import { runImport } from "../imports/run.ts";
import { startImport } from "../imports/start.ts";
import type { Market } from "../subscriptions/testing.ts";
import { approveRevision } from "./approve-revision.ts";
import { createApi } from "./create-api.ts";
import { type CreateApiInput, createApiInput } from "./input.ts";
import type { RevisionPlace } from "./place.ts";
import { publishRevision } from "./publish-revision.ts";
import { submitRevision } from "./submit-revision.ts";
import type { ApiView, RevisionView } from "./view.ts";

/** For tests: an operation as a description writes it, by its name alone. */
export type Sketch = string | { id?: string; path?: string; method?: string; summary?: string; tags?: string[] };

export interface Workshop {
  /** Id of a finished import of these operations, or of a whole description. */
  importOf: (operations: Sketch[] | Uint8Array) => Promise<string>;
  /** Slug of a new backend. */
  newBackend: () => Promise<string>;
  /** An API with a draft of revision 1 of version v1. */
  draftApi: (operations?: Sketch[] | Uint8Array, more?: Partial<CreateApiInput>) => Promise<ApiView>;
  /** The first revision of v1, or another one. */
  placeOf: (api: ApiView, revision?: number, version?: string) => RevisionPlace;
  /** Submitted by the publisher, approved by the approver, published by the publisher. */
  publish: (place: RevisionPlace) => Promise<RevisionView>;
  /** An API whose first revision is live. */
  liveApi: (operations?: Sketch[] | Uint8Array, more?: Partial<CreateApiInput>) => Promise<ApiView>;
}

export function openWorkshop({ db, contextOf }: TestDatabase, market: () => Market): Workshop {
  const as = (who: "publisher" | "approver") => contextOf(market()[who] satisfies UserActor);

  const importOf = async (operations: Sketch[] | Uint8Array) => {
    const content = Array.isArray(operations) ? new TextEncoder().encode(describe(operations)) : operations;
    const source = { content, mediaType: "application/json" };
    const { id } = await startImport(as("publisher"), market().workspace, source);
    const run = { isLastAttempt: false, signal: new AbortController().signal };
    await runImport(systemContext(db, "worker"), { importId: id }, run);
    return id;
  };
  const newBackend = async () => {
    const slug = `backend-${randomUUID().slice(0, 8)}`;
    const input = backendInput.parse({ slug, name: "Orders", targets: [{ url: "http://orders.internal:9000/v1" }] });
    await createBackend(as("publisher"), market().workspace, input);
    return slug;
  };
  const draftApi = async (operations: Sketch[] | Uint8Array = ["list", "get"], more: Partial<CreateApiInput> = {}) => {
    const slug = `api-${randomUUID().slice(0, 8)}`;
    const version = { import: await importOf(operations), backend: await newBackend() };
    return createApi(as("publisher"), market().workspace, createApiInput.parse({ slug, version, ...more }));
  };
  const placeOf = (api: ApiView, revision = 1, version = "v1") => ({
    workspace: market().workspace,
    api: api.slug,
    version,
    revision,
  });
  const publish = async (place: RevisionPlace) => {
    await submitRevision(as("publisher"), place);
    await approveRevision(as("approver"), place);
    return publishRevision(as("publisher"), place);
  };
  const liveApi = async (operations?: Sketch[] | Uint8Array, more?: Partial<CreateApiInput>) => {
    const api = await draftApi(operations, more);
    await publish(placeOf(api));
    return api;
  };
  return { importOf, newBackend, draftApi, placeOf, publish, liveApi };
}

function describe(operations: Sketch[]): string {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const { id, path, method, summary, tags } = typeof operation === "string" ? { id: operation } : operation;
    const at = path ?? `/${id}`;
    paths[at] ??= {};
    paths[at][method ?? "get"] = { operationId: id, summary, tags, responses: { 200: { description: "ok" } } };
  }
  return JSON.stringify({ openapi: "3.1.0", info: { title: "Orders", version: "1" }, paths });
}
