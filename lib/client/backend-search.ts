import { queryOptions } from "@tanstack/react-query";
import type { BackendView } from "../backends/view.ts";
import { queryString } from "./query.ts";
import { accepted, send } from "./send.ts";
import { workspacePath } from "./workspace-path.ts";

/** How many backends a chooser shows; more are found by a part of their name. */
export const BACKENDS_SHOWN = 25;

/** The first backends of a workspace that have the text in their name. */
export function backendSearchQuery(workspace: string, search: string) {
  const path = `${workspacePath(workspace, "backends")}${queryString({ search, limit: BACKENDS_SHOWN })}`;
  return queryOptions({
    queryKey: ["workspaces", workspace, "backends", search],
    queryFn: async ({ signal }) => {
      const answers = async () => {
        const [{ pageOf }, { backendView }] = await Promise.all([
          import("../contract/paging.ts"),
          import("../backends/view.ts"),
        ]);
        return pageOf(backendView);
      };
      return accepted(await send(path, { signal, answers })).items.map(toBackendOption);
    },
    enabled: search !== "",
    placeholderData: (before) => before,
  });
}

/** A backend as a chooser shows it. */
export function toBackendOption({ slug, name, targets }: Pick<BackendView, "slug" | "name" | "targets">) {
  return { value: slug, label: name, detail: targets[0]?.url };
}
