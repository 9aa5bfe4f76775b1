import type { OperationChanges } from "#lib/client/operation-changes.ts";
import { MethodChip } from "../ui/method-chip.tsx";
import { plainNumber } from "../ui/number-format.ts";
import { ScrollRegion } from "../ui/scroll-region.tsx";

/** What a description does to the operations that callers use; what breaks them stands first. */
export function OperationDiff({ changes }: { changes: OperationChanges }) {
  const { added, changed, removed, unchanged } = changes;
  if (added.length + changed.length + removed.length === 0) {
    return <p className="text-small text-soft">All {plainNumber(unchanged)} operations are alike.</p>;
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-small text-soft tabular-nums">
        {[
          removed.length > 0 && `${plainNumber(removed.length)} removed`,
          changed.length > 0 && `${plainNumber(changed.length)} changed`,
          added.length > 0 && `${plainNumber(added.length)} added`,
          `${plainNumber(unchanged)} unchanged`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Part
        title="Removed"
        mark="−"
        markClass="text-bad"
        operations={removed}
        note="Callers of these are answered with 404."
      />
      <Part title="Changed" mark="~" markClass="text-warn" operations={changed} />
      <Part title="Added" mark="+" markClass="text-good" operations={added} />
    </div>
  );
}

interface PartProps {
  title: string;
  mark: string;
  markClass: string;
  operations: (OperationChanges["added"][number] & { previousKey?: string | null })[];
  note?: string;
}

function Part({ title, mark, markClass, operations, note }: PartProps) {
  if (operations.length === 0) return null;
  const shown = operations.slice(0, SHOWN_MAX);
  return (
    <section>
      <h3>{title}</h3>
      {note && <p className="text-small text-soft">{note}</p>}
      <ScrollRegion label={`${title} operations`} className="mt-1.5 max-h-80 overflow-y-auto">
        <ul>
          {shown.map(({ key, method, template, summary, previousKey }) => (
            <li key={key} className="flex items-start gap-2.5 border-line border-b py-1.5 last:border-0">
              <span aria-hidden="true" className={`w-3 shrink-0 text-center font-mono font-semibold ${markClass}`}>
                {mark}
              </span>
              <MethodChip method={method} size="small" />
              <div className="min-w-0 text-small">
                <code className="break-all">{template}</code>
                {summary && <p className="line-clamp-1 wrap-anywhere text-faint">{summary}</p>}
                {previousKey && (
                  <p className="break-all text-faint">
                    was <code>{previousKey}</code>
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      </ScrollRegion>
      {operations.length > shown.length && (
        <p className="text-faint text-small">and {plainNumber(operations.length - shown.length)} more</p>
      )}
    </section>
  );
}

/** Descriptions have thousands of operations; nobody reads them all here. */
const SHOWN_MAX = 100;
