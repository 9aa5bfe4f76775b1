import type { RevisionView } from "#lib/catalog/view.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import { RevisionBadge } from "./revision-badge.tsx";

interface RevisionTableProps {
  place: { workspace: string; api: string; version: string };
  revisions: RevisionView[];
  /** By id. */
  names: ReadonlyMap<string, string>;
}

/** The history of a version, the newest first. */
export function RevisionTable({ place, revisions, names }: RevisionTableProps) {
  const { workspace, api, version } = place;
  const columns: Column<RevisionView>[] = [
    {
      id: "number",
      header: "Revision",
      cell: ({ number, note }) => (
        <div className="min-w-32 max-w-[30rem]">
          <RowLink href={consolePaths.revision(workspace, api, version, number)}>Revision {number}</RowLink>
          <p className="line-clamp-2 wrap-anywhere text-small text-soft">{note || "No note"}</p>
        </div>
      ),
    },
    { id: "state", header: "State", cell: ({ state }) => <RevisionBadge state={state} /> },
    {
      id: "operations",
      header: "Operations",
      align: "end",
      hideBelow: "lg",
      cell: ({ document, operations }) => (document ? operations : "any path"),
    },
    { id: "backend", header: "Backend", hideBelow: "lg", cell: ({ backend }) => backend.name },
    {
      id: "made",
      header: "Made",
      hideBelow: "md",
      cell: ({ createdAt, createdById }) => (
        <span className="text-small text-soft">
          <Time at={createdAt} form="since" />
          <br />
          {personIn(names, createdById)}
        </span>
      ),
    },
  ];
  return (
    <Table
      caption={`Revisions of ${version}`}
      columns={columns}
      rows={revisions}
      keyOf={({ id }) => id}
      empty={<EmptyState title="No revision fits">Clear the filters.</EmptyState>}
    />
  );
}

/** Who has left the workspace is still named as somebody. */
export function personIn(names: ReadonlyMap<string, string>, id: string | null): string {
  if (id === null) return "Gatehouse";
  return names.get(id) ?? "a token or former member";
}
