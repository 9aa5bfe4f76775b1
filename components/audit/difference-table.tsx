import { ScrollRegion } from "../ui/scroll-region.tsx";
import { differencesOf } from "./differences.ts";

/** What was before and what is after, value by value. */
export function DifferenceTable({ before, after }: { before: unknown; after: unknown }) {
  const rows = differencesOf(before, after);
  if (rows.length === 0) return <p className="text-small text-soft">The entry holds no values that changed.</p>;
  return (
    <ScrollRegion label="Before and after" className="overflow-x-auto rounded-control border border-line">
      <table className="w-full border-collapse text-small">
        <caption className="sr-only">Before and after</caption>
        <thead>
          <tr className="border-line border-b text-left text-faint text-tiny">
            <th scope="col" className="px-3 py-1.5 font-[500]">
              Value
            </th>
            <th scope="col" className="px-3 py-1.5 font-[500]">
              Before
            </th>
            <th scope="col" className="px-3 py-1.5 font-[500]">
              After
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_MAX).map((row) => (
            <tr key={row.place} className="border-line border-b align-top last:border-b-0">
              <th scope="row" className="px-3 py-1.5 text-left font-normal">
                <code className="wrap-anywhere">{row.place || "value"}</code>
              </th>
              <td className="px-3 py-1.5">
                <Value text={row.before} className="bg-bad-soft text-bad" />
              </td>
              <td className="px-3 py-1.5">
                <Value text={row.after} className="bg-good-soft text-good" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > ROWS_MAX && (
        <p className="px-3 py-1.5 text-faint text-tiny">
          {rows.length - ROWS_MAX} more values changed; the management API has the whole entry.
        </p>
      )}
    </ScrollRegion>
  );
}

const ROWS_MAX = 100;
const TEXT_MAX = 500;

function Value({ text, className }: { text: string | undefined; className: string }) {
  if (text === undefined) return <span className="text-faint">–</span>;
  const shown = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text;
  return (
    <span className={`whitespace-pre-wrap rounded-chip px-1 font-mono text-tiny [overflow-wrap:anywhere] ${className}`}>
      {shown === "" ? "empty" : shown}
    </span>
  );
}
