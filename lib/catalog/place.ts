import { Problem } from "../contract/problem.ts";
import type { Transaction } from "../db/database.ts";
import { type ApiRow, getApi, getVersion, lockApi, type VersionRow } from "./queries.ts";
import { getRevision, type RevisionRow } from "./revision-queries.ts";

/** What the path of a version or revision names. */
export interface VersionPlace {
  workspace: string;
  api: string;
  version: string;
}

export interface RevisionPlace extends VersionPlace {
  revision: number;
}

/** The API for a change below it: writers of one API take turns, and an archived one is left as it is. */
export async function getApiToChange(tx: Transaction, workspaceId: string, slug: string): Promise<ApiRow> {
  const { id } = await getApi(tx, workspaceId, slug);
  await lockApi(tx, id);
  const api = await getApi(tx, workspaceId, slug);
  if (api.archivedAt) throw new Problem("wrong-state", "The API is archived; restore it first.");
  return api;
}

export async function getVersionToChange(
  tx: Transaction,
  workspaceId: string,
  place: VersionPlace,
): Promise<{ api: ApiRow; version: VersionRow }> {
  const api = await getApiToChange(tx, workspaceId, place.api);
  return { api, version: getVersion(api, place.version) };
}

export async function getRevisionToChange(
  tx: Transaction,
  workspaceId: string,
  place: RevisionPlace,
): Promise<{ api: ApiRow; version: VersionRow; revision: RevisionRow }> {
  const { api, version } = await getVersionToChange(tx, workspaceId, place);
  return { api, version, revision: await getRevision(tx, version.id, place.revision) };
}

/** The path parameters of a route as a place: there the workspace is called by its slug alone. */
export function toPlace<P extends { slug: string; api: string }>({ slug, ...rest }: P) {
  return { workspace: slug, ...rest };
}
