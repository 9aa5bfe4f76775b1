import type { SnapshotDetailView } from "#lib/publishing/view.ts";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plainNumber } from "../ui/number-format.ts";
import { type Column, Table } from "../ui/table.tsx";
import type { Tone } from "../ui/tone.ts";
import { PartName } from "./part-name.tsx";

type Change = SnapshotDetailView["changes"][number];

/** The parts that are other than in the generation before. */
export function ChangeTable({ changes }: { changes: Change[] }) {
  return (
    <>
      <Table
        caption="Changed parts"
        columns={columns}
        rows={changes.slice(0, SHOWN_MAX)}
        keyOf={({ part }) => part}
        empty={
          <EmptyState title="No part differs">
            It is the first generation, the one before is no longer kept, or only the order of things changed.
          </EmptyState>
        }
      />
      {changes.length > SHOWN_MAX && (
        <p className="pt-3 text-faint text-tiny">
          {plainNumber(changes.length - SHOWN_MAX)} more parts differ; the management API lists them all.
        </p>
      )}
    </>
  );
}

const SHOWN_MAX = 100;

const tones: Record<Change["change"], Tone> = { added: "good", changed: "info", removed: "bad" };

const columns: Column<Change>[] = [
  {
    id: "part",
    header: "Part",
    cell: ({ part, name }) => (
      <>
        <PartName part={part} name={name} />
        <code className="block text-faint text-tiny [overflow-wrap:anywhere]">{part}</code>
      </>
    ),
  },
  { id: "change", header: "Change", cell: ({ change }) => <Badge tone={tones[change]}>{change}</Badge> },
  {
    id: "before",
    header: "Before",
    align: "end",
    hideBelow: "sm",
    cell: ({ bytesBefore }) => <Size bytes={bytesBefore} />,
  },
  { id: "after", header: "After", align: "end", hideBelow: "sm", cell: ({ bytes }) => <Size bytes={bytes} /> },
];

function Size({ bytes }: { bytes: number | null }) {
  return bytes === null ? <span className="text-faint">–</span> : <>{plainNumber(bytes)} bytes</>;
}
