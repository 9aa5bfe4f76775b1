import type { SnapshotView } from "#lib/publishing/view.ts";
import { PartName } from "./part-name.tsx";

/** What led to a snapshot: who did what to which part. */
export function Cause({ snapshot: { cause, restoredFrom } }: { snapshot: SnapshotView }) {
  if (restoredFrom !== null) return <span>Generation {restoredFrom} was put back</span>;
  if (cause.length === 0) return <span className="text-faint">The first snapshot of the group</span>;
  const shown = cause.slice(0, SHOWN_MAX);
  return (
    <ul className="flex flex-col gap-0.5">
      {shown.map(({ part, name, by }, index) => (
        // A part may be there twice, changed by two people.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <li key={index} className="text-small">
          <PartName part={part} name={name} />
          {by && (
            <span className="text-faint">
              {" "}
              · {by.actor} <code>{by.action}</code>
            </span>
          )}
        </li>
      ))}
      {cause.length > SHOWN_MAX && <li className="text-faint text-tiny">and {cause.length - SHOWN_MAX} more</li>}
    </ul>
  );
}

const SHOWN_MAX = 3;
