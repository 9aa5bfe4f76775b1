import type { ImportView } from "#lib/imports/view.ts";

type Finding = Omit<NonNullable<ImportView["document"]>["warnings"][number], "severity">;

/** Each finding with the source that it speaks of, its line marked. */
export function FindingList({ findings }: { findings: Finding[] }) {
  return (
    <ul className="flex flex-col gap-4">
      {findings.map((finding) => (
        <li key={`${finding.pointer} ${finding.line} ${finding.detail}`} className="min-w-0">
          <p className="break-words text-small">
            {finding.line !== null && (
              <b className="font-[550]">
                Line {finding.line}
                {finding.column !== null && `, column ${finding.column}`}:{" "}
              </b>
            )}
            {finding.detail}
          </p>
          {finding.pointer && <p className="break-all font-mono text-faint text-tiny">{finding.pointer}</p>}
          {finding.excerpt && <Excerpt excerpt={finding.excerpt} line={finding.line} />}
        </li>
      ))}
    </ul>
  );
}

function Excerpt({ excerpt, line }: { excerpt: NonNullable<Finding["excerpt"]>; line: number | null }) {
  return (
    <pre className="mt-1.5 overflow-hidden whitespace-pre-wrap break-all rounded-control border border-line bg-sunken py-1.5 font-mono text-tiny leading-[1.6]">
      {excerpt.lines.map((text, index) => {
        const number = excerpt.from + index;
        const isMarked = number === line;
        return (
          <span key={number} className={isMarked ? "block bg-bad-soft pr-3" : "block pr-3"}>
            <span className="mr-3 inline-block w-14 select-none border-line border-r pr-2 text-right text-faint tabular-nums">
              {isMarked && <span className="sr-only">Marked line </span>}
              {number}
            </span>
            {text}
          </span>
        );
      })}
    </pre>
  );
}
