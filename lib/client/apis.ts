import type { z } from "zod";
import type { changeApiInput, createApiInput, createVersionInput, deprecateVersionInput } from "../catalog/input.ts";
import type { ApiView, RouteCheck, VersionView } from "../catalog/view.ts";
import { nothing } from "./nothing.ts";
import { type Answer, type ShownProblem, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

export interface ApiPlace {
  workspace: string;
  api: string;
}

export interface VersionPlace extends ApiPlace {
  version: string;
}

export function createApi(workspace: string, body: z.input<typeof createApiInput>): Promise<Answer<ApiView>> {
  return send(workspacePath(workspace, "apis"), {
    method: "POST",
    body,
    answers: async () => (await import("../catalog/view.ts")).apiView,
  });
}

/** Without `rowVersion` it overwrites what somebody else saved meanwhile. */
export function changeApi(
  { workspace, api }: ApiPlace,
  body: z.input<typeof changeApiInput>,
  rowVersion: number | undefined,
): Promise<Answer<ApiView>> {
  return send(workspacePath(workspace, "apis", api), {
    method: "PATCH",
    body,
    ifMatch: rowVersion === undefined ? undefined : etagOf(rowVersion),
    answers: async () => (await import("../catalog/view.ts")).apiView,
  });
}

export function moveApi({ workspace, api }: ApiPlace, move: "archive" | "restore"): Promise<Answer<ApiView>> {
  return send(workspacePath(workspace, "apis", api, move), {
    method: "POST",
    answers: async () => (await import("../catalog/view.ts")).apiView,
  });
}

export async function deleteApi({ workspace, api }: ApiPlace): Promise<ShownProblem | undefined> {
  const path = `${workspacePath(workspace, "apis", api)}?confirm=${encodeURIComponent(api)}`;
  const answer = await send(path, { method: "DELETE", answers: nothing });
  return answer.isOk ? undefined : answer.problem;
}

export interface Address {
  basePath: string;
  hosts: string[];
  scheme: string;
  versions: string[];
  /** The API that is being changed; its own addresses are free for it. */
  api?: string | undefined;
}

/** Whether an API could answer there. */
export function checkRoutes(workspace: string, address: Address, signal?: AbortSignal): Promise<Answer<RouteCheck>> {
  const query = new URLSearchParams({ basePath: address.basePath, scheme: address.scheme });
  for (const host of address.hosts) query.append("host", host);
  for (const version of address.versions) query.append("version", version);
  if (address.api !== undefined) query.set("api", address.api);
  return send(`${workspacePath(workspace, "base-paths")}?${query}`, {
    signal,
    answers: async () => (await import("../catalog/view.ts")).routeCheck,
  });
}

export function createVersion(
  { workspace, api }: ApiPlace,
  body: z.input<typeof createVersionInput>,
): Promise<Answer<VersionView>> {
  return send(workspacePath(workspace, "apis", api, "versions"), {
    method: "POST",
    body,
    answers: async () => (await import("../catalog/view.ts")).versionView,
  });
}

export function makeDefault(place: VersionPlace): Promise<Answer<VersionView>> {
  return send(pathOf(place), {
    method: "PATCH",
    body: { isDefault: true },
    answers: async () => (await import("../catalog/view.ts")).versionView,
  });
}

export function deprecateVersion(
  place: VersionPlace,
  body: z.input<typeof deprecateVersionInput>,
): Promise<Answer<VersionView>> {
  return send(`${pathOf(place)}/deprecate`, {
    method: "POST",
    body,
    answers: async () => (await import("../catalog/view.ts")).versionView,
  });
}

export function moveVersion(place: VersionPlace, move: "restore" | "retire"): Promise<Answer<VersionView>> {
  return send(`${pathOf(place)}/${move}`, {
    method: "POST",
    answers: async () => (await import("../catalog/view.ts")).versionView,
  });
}

function pathOf({ workspace, api, version }: VersionPlace): string {
  return workspacePath(workspace, "apis", api, "versions", version);
}
