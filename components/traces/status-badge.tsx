import { Badge } from "../ui/badge.tsx";
import type { Tone } from "../ui/tone.ts";

/** An HTTP status; 499 is a caller who was gone before there was an answer. */
export function StatusBadge({ status }: { status: number }) {
  return (
    <Badge tone={toneOf(status)} isPlain>
      {status}
    </Badge>
  );
}

function toneOf(status: number): Tone {
  if (status >= 500) return "bad";
  if (status >= 400) return "warn";
  return status >= 300 ? "info" : "good";
}
