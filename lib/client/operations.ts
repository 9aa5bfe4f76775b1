import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { operationView } from "../catalog/view.ts";
import type { RevisionPlace } from "./revisions.ts";
import { accepted, send } from "./send.ts";
import { workspacePath } from "./workspace-path.ts";

const page = z.object({ items: z.array(operationView) });
const FOUND_MAX = 20;

/** The first operations of a revision that fit what was typed. */
export function operationsQuery({ workspace, api, version, revision }: RevisionPlace, search: string) {
  const path = workspacePath(workspace, "apis", api, "versions", version, "revisions", revision, "operations");
  const query = new URLSearchParams({ limit: String(FOUND_MAX), ...(search ? { search: search.slice(0, 100) } : {}) });
  return queryOptions({
    queryKey: ["operations", path, search],
    queryFn: async ({ signal }) => accepted(await send(`${path}?${query}`, { signal, answers: page })).items,
    placeholderData: keepPreviousData,
  });
}
