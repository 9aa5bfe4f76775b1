import type { GatewayView } from "#lib/fleet/view.ts";
import { Badge } from "../ui/badge.tsx";
import type { Tone } from "../ui/tone.ts";

type State = GatewayView["state"];

export function GatewayState({ state }: { state: State }) {
  return <Badge tone={stateWords[state].tone}>{stateWords[state].label}</Badge>;
}

export const stateWords: Record<State, { label: string; tone: Tone; meaning: string }> = {
  current: { label: "up to date", tone: "good", meaning: "It serves the newest generation." },
  behind: { label: "behind", tone: "warn", meaning: "A newer generation is on its way to it." },
  refusing: {
    label: "refuses",
    tone: "bad",
    meaning: "It would not load the newest generation and keeps its last good one.",
  },
  silent: { label: "silent", tone: "bad", meaning: "It has not reported lately. It may still serve what it has." },
  registered: { label: "never seen", tone: "info", meaning: "It is registered and has not called yet." },
  revoked: { label: "revoked", tone: "neutral", meaning: "Its token is good for nothing." },
};
