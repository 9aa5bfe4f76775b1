import { Badge } from "../ui/badge.tsx";
import type { Tone } from "../ui/tone.ts";

/** The state of a subscription or product in the words of the domain, each with the colour that it has everywhere. */
export function StateBadge({ state }: { state: string }) {
  return <Badge tone={tones[state] ?? "neutral"}>{words[state] ?? state}</Badge>;
}

const tones: Record<string, Tone> = {
  submitted: "warn",
  in_review: "warn",
  active: "good",
  approved: "good",
  live: "good",
  published: "good",
  suspended: "bad",
  rejected: "bad",
  paused: "info",
};

const words: Record<string, string> = { submitted: "waiting", in_review: "in review" };
