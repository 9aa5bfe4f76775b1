export type Tone = "neutral" | "accent" | "good" | "warn" | "bad" | "info";

/** Coloured words on their own soft ground. */
export const toneClass: Record<Tone, string> = {
  neutral: "bg-sunken text-soft",
  accent: "bg-accent-soft text-accent",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
};
