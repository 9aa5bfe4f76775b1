import type { Series } from "./chart.tsx";

/** The colour tokens in which lines and bars are drawn. */
export const toneColour: Record<Series["tone"], string> = {
  accent: "var(--accent)",
  info: "var(--info)",
  good: "var(--good)",
  warn: "var(--warn)",
  bad: "var(--bad)",
  neutral: "var(--faint)",
};
