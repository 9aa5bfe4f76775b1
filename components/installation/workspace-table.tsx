import { Building2 } from "lucide-react";
import type { WorkspaceSizeView } from "#lib/workspaces/view.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plainNumber } from "../ui/number-format.ts";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";

interface WorkspaceTableProps {
  workspaces: WorkspaceSizeView[];
  /** Those that the reader is a member of: the others do not open, an administrator reads nothing of what is in them. */
  ownIds: ReadonlySet<string>;
  isFiltered: boolean;
}

export function WorkspaceTable({ workspaces, ownIds, isFiltered }: WorkspaceTableProps) {
  return (
    <Table
      caption="Workspaces"
      columns={columnsOf(ownIds)}
      rows={workspaces}
      keyOf={({ id }) => id}
      empty={isFiltered ? <EmptyState title="No workspace matches">Search for less.</EmptyState> : none}
    />
  );
}

const none = (
  <EmptyState
    title="No workspace yet"
    icon={<Building2 />}
    action={
      <ButtonLink variant="primary" href="/console/installation/workspaces/new">
        Create a workspace
      </ButtonLink>
    }
  >
    A workspace is a team that publishes APIs. Create one, then add its people.
  </EmptyState>
);

function columnsOf(ownIds: ReadonlySet<string>): Column<WorkspaceSizeView>[] {
  return [
    {
      id: "name",
      header: "Workspace",
      cell: ({ id, slug, name }) => (
        <>
          {ownIds.has(id) ? (
            <RowLink href={`/console/${slug}`}>{name}</RowLink>
          ) : (
            <span className="font-[550] [overflow-wrap:anywhere]">{name}</span>
          )}
          <span className="block text-faint text-tiny">{slug}</span>
        </>
      ),
    },
    { id: "members", header: "Members", align: "end", cell: ({ members }) => plainNumber(members) },
    { id: "apis", header: "APIs", align: "end", cell: ({ apis }) => plainNumber(apis) },
    {
      id: "since",
      header: "Since",
      align: "end",
      hideBelow: "sm",
      cell: ({ createdAt }) => <Time at={createdAt} form="day" />,
    },
  ];
}
