import type { ImportView } from "#lib/imports/view.ts";
import { Badge } from "../ui/badge.tsx";
import type { Tone } from "../ui/tone.ts";

export function ImportBadge({ state }: Pick<ImportView, "state">) {
  return <Badge tone={tones[state]}>{words[state]}</Badge>;
}

/** What an import is called before and after its description is known. */
export function importName({ document, url }: Pick<ImportView, "document" | "url">): string {
  return document?.title || url || "Description";
}

const tones: Record<ImportView["state"], Tone> = { queued: "neutral", running: "info", done: "good", failed: "bad" };
const words: Record<ImportView["state"], string> = {
  queued: "waits",
  running: "is read",
  done: "read",
  failed: "failed",
};
