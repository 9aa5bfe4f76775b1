import type { ReactNode } from "react";
import type { WorkspaceView } from "#lib/workspaces/view.ts";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";

export function WorkspaceList({ workspaces, empty }: { workspaces: WorkspaceView[]; empty: ReactNode }) {
  return <Table caption="Workspaces" columns={columns} rows={workspaces} keyOf={({ id }) => id} empty={empty} />;
}

const columns: Column<WorkspaceView>[] = [
  {
    id: "name",
    header: "Workspace",
    cell: ({ slug, name }) => (
      <>
        <RowLink href={`/console/${slug}`}>{name}</RowLink>
        <code className="block text-faint text-tiny">{slug}</code>
      </>
    ),
  },
  { id: "since", header: "Since", width: "10rem", cell: ({ createdAt }) => <Time at={createdAt} form="day" /> },
];
