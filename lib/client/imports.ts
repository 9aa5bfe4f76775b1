import { queryOptions } from "@tanstack/react-query";
import type { ImportView } from "../imports/view.ts";
import { type Answer, accepted, send } from "./send.ts";
import { workspacePath } from "./workspace-path.ts";

/** What the form for an address or a text asks. */
export const importUrlForm = async () => (await import("../imports/input.ts")).importRequest.options[0];
export const importTextForm = async () => (await import("./checks.ts")).pastedDescription;

/** The version whose next revision it shall become. */
export interface ImportTarget {
  api: string;
  version: string;
}

export type ImportSource = { file: File } | { text: string } | { url: string };

export function startImport(
  workspace: string,
  source: ImportSource,
  target: ImportTarget | undefined,
): Promise<Answer<ImportView>> {
  const query = target ? `?${new URLSearchParams({ ...target })}` : "";
  return send(`${workspacePath(workspace, "imports")}${query}`, {
    method: "POST",
    body: "url" in source ? source : asFile(source),
    answers: async () => (await import("../imports/view.ts")).importView,
  });
}

/** Asked for again until it is finished, also while the tab is in the background. */
export function importQuery(workspace: string, initial: ImportView) {
  return queryOptions({
    queryKey: ["import", workspace, initial.id],
    queryFn: async ({ signal }) =>
      accepted(
        await send(workspacePath(workspace, "imports", initial.id), {
          signal,
          answers: async () => (await import("../imports/view.ts")).importView,
        }),
      ),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? POLL_MS : false),
    refetchIntervalInBackground: true,
  });
}

export function isOpen({ state }: Pick<ImportView, "state">): boolean {
  return state === "queued" || state === "running";
}

const POLL_MS = 500;

/** Sent as bytes: what is in it says what it is, not the name or what the system makes of it. */
function asFile(source: { file: File } | { text: string }): Blob {
  return new Blob(["file" in source ? source.file : source.text], { type: "application/octet-stream" });
}
