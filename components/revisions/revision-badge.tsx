import type { RevisionView } from "#lib/catalog/view.ts";
import { Badge } from "../ui/badge.tsx";
import type { Tone } from "../ui/tone.ts";

export function RevisionBadge({ state }: Pick<RevisionView, "state">) {
  return <Badge tone={tones[state]}>{state.replace("_", " ")}</Badge>;
}

const tones: Record<RevisionView["state"], Tone> = {
  draft: "neutral",
  in_review: "warn",
  approved: "info",
  live: "good",
  superseded: "neutral",
  rejected: "bad",
};
