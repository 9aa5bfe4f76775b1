import type { VersionView } from "#lib/catalog/view.ts";
import { Badge } from "../ui/badge.tsx";
import type { Tone } from "../ui/tone.ts";

export function VersionBadge({ state }: Pick<VersionView, "state">) {
  return <Badge tone={tones[state]}>{state}</Badge>;
}

const tones: Record<VersionView["state"], Tone> = {
  draft: "neutral",
  published: "good",
  deprecated: "warn",
  retired: "neutral",
};
