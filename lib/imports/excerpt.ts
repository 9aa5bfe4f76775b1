import type { Finding } from "../catalog/document.ts";
import { withoutControls } from "./parse/clean-text.ts";

const EXCERPTS_MAX = 50;
const LINES_AROUND = 2;
const LINE_LENGTH_MAX = 160;

/** The findings with the source that they speak of, so that it can be shown when the source itself is gone. */
export function withExcerpts<F extends Pick<Finding, "line" | "column">>(
  findings: F[],
  source: Uint8Array | undefined,
): (F & Pick<Finding, "excerpt">)[] {
  if (source === undefined || findings.every(({ line }) => line === null)) return findings;
  const lines = new TextDecoder().decode(source).split(/\r\n|\n|\r/);
  return findings.map((finding, index) => {
    if (finding.line === null || index >= EXCERPTS_MAX || finding.line > lines.length) return finding;
    const from = Math.max(1, finding.line - LINES_AROUND);
    const shown = lines.slice(from - 1, finding.line + LINES_AROUND);
    return { ...finding, excerpt: { from, lines: shown.map((line) => cut(line, finding.column ?? 1)) } };
  });
}

/** A description may be a single line of megabytes. */
function cut(line: string, column: number): string {
  if (line.length <= LINE_LENGTH_MAX) return withoutControls(line);
  const start = Math.max(0, Math.min(column - LINE_LENGTH_MAX / 2, line.length - LINE_LENGTH_MAX));
  const end = start + LINE_LENGTH_MAX;
  return `${start > 0 ? "…" : ""}${withoutControls(line.slice(start, end))}${end < line.length ? "…" : ""}`;
}
