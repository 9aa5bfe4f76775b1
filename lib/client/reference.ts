import { z } from "zod";
import { operationView } from "../catalog/view.ts";

import { queryString } from "./query.ts";
import { type Answer, send } from "./send.ts";

/** A version of an API, by the words of its address. */
export interface VersionAddress {
  workspace: string;
  api: string;
  version: string;
}

/** What lies below a schema that the page came without. */
export function readSchemaNode({ workspace, api, version }: VersionAddress, pointer: string, signal: AbortSignal) {
  const path = `/api/reference/${workspace}/${api}/${version}/schema${queryString({ pointer })}`;
  return send(path, { answers: async () => (await import("../reference/view.ts")).schemaNode, signal });
}

/** The operations of a version with these words; as many as a list beside a page takes. */
export function findOperationsOf({ workspace, api, version }: VersionAddress, search: string, signal: AbortSignal) {
  const path = `/api/v1/catalog/apis/${workspace}/${api}/versions/${version}/operations${queryString({ search, limit: 60 })}`;
  return send(path, {
    answers: z.object({ items: z.array(operationView), nextCursor: z.string().nullable() }),
    signal,
  });
}

/** The operation alone as OpenAPI, for the form that tries it. */
export function readTryForm(
  { workspace, api, version }: VersionAddress,
  operation: string,
  signal: AbortSignal,
): Promise<Answer<Record<string, unknown>>> {
  const path = `/api/reference/${workspace}/${api}/${version}/form${queryString({ operation })}`;
  return send(path, { answers: z.record(z.string(), z.unknown()), signal });
}
