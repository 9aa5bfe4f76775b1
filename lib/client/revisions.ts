import type { z } from "zod";
import type { revisionInput } from "../catalog/input.ts";
import type { RevisionView } from "../catalog/view.ts";
import type { VersionPlace } from "./apis.ts";
import { type Answer, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

const inputs = () => import("../catalog/input.ts");

/** The note that a revision can have is asked for. */
export const noteForm = async () => (await inputs()).draftInput.pick({ note: true }).required();
export const draftForm = async () => (await inputs()).draftInput.required();

export interface RevisionPlace extends VersionPlace {
  revision: number;
}

export type RevisionMove = "submit" | "withdraw" | "approve" | "reject" | "publish";

/** A draft; what is left out comes from the live revision, else from the newest. */
export function createRevision(
  { workspace, api, version }: VersionPlace,
  body: z.input<typeof revisionInput>,
): Promise<Answer<RevisionView>> {
  const path = workspacePath(workspace, "apis", api, "versions", version, "revisions");
  return send(path, { method: "POST", body, answers: async () => (await import("../catalog/view.ts")).revisionView });
}

/** Without `rowVersion` it overwrites what somebody else saved meanwhile. */
export function changeRevision(
  place: RevisionPlace,
  body: z.input<typeof revisionInput>,
  rowVersion: number | undefined,
): Promise<Answer<RevisionView>> {
  const ifMatch = rowVersion === undefined ? undefined : etagOf(rowVersion);
  return send(pathOf(place), {
    method: "PATCH",
    body,
    ifMatch,
    answers: async () => (await import("../catalog/view.ts")).revisionView,
  });
}

/** Publishing an earlier revision is the rollback. */
export function moveRevision(place: RevisionPlace, move: RevisionMove, note?: string): Promise<Answer<RevisionView>> {
  const takesNote = move === "submit" || move === "approve" || move === "reject";
  const body = takesNote ? { body: note ? { note } : {} } : {};
  return send(`${pathOf(place)}/${move}`, {
    method: "POST",
    ...body,
    answers: async () => (await import("../catalog/view.ts")).revisionView,
  });
}

function pathOf({ workspace, api, version, revision }: RevisionPlace): string {
  return workspacePath(workspace, "apis", api, "versions", version, "revisions", revision);
}
