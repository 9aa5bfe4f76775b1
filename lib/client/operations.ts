import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { RevisionPlace } from "./revisions.ts";
import { accepted, send } from "./send.ts";
import { workspacePath } from "./workspace-path.ts";

const FOUND_MAX = 20;

/** The first operations of a revision that fit what was typed. */
export function operationsQuery({ workspace, api, version, revision }: RevisionPlace, search: string) {
  const path = workspacePath(workspace, "apis", api, "versions", version, "revisions", revision, "operations");
  const query = new URLSearchParams({ limit: String(FOUND_MAX), ...(search ? { search: search.slice(0, 100) } : {}) });
  return queryOptions({
    queryKey: ["operations", path, search],
    queryFn: async ({ signal }) => accepted(await send(`${path}?${query}`, { signal, answers: operationPage })).items,
    placeholderData: keepPreviousData,
  });
}

const operationPage = async () => {
  const [{ pageOf }, { operationView }] = await Promise.all([
    import("../contract/paging.ts"),
    import("../catalog/view.ts"),
  ]);
  return pageOf(operationView);
};
