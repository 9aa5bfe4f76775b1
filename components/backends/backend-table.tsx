import type { BackendView } from "#lib/backends/view.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";

export function BackendTable({ workspace, backends }: { workspace: string; backends: BackendView[] }) {
  const columns: Column<BackendView>[] = [
    {
      id: "name",
      header: "Backend",
      cell: ({ name, slug }) => (
        <div className="min-w-32">
          <RowLink href={consolePaths.backend(workspace, slug)}>{name}</RowLink>
          <p className="text-faint text-small">{slug}</p>
        </div>
      ),
    },
    {
      id: "targets",
      header: "Targets",
      cell: ({ targets }) => (
        <>
          <code className="break-all text-small">{targets[0]?.url}</code>
          {targets.length > 1 && <p className="text-faint text-small">and {targets.length - 1} more</p>}
        </>
      ),
    },
    {
      id: "timeout",
      header: "Answers within",
      align: "end",
      hideBelow: "md",
      cell: ({ timeouts }) => <span className="text-small text-soft">{timeouts.total}</span>,
    },
  ];
  return (
    <Table
      caption="Backends"
      columns={columns}
      rows={backends}
      keyOf={({ id }) => id}
      empty={<EmptyState title="No backend fits">Try other words, or clear the search.</EmptyState>}
    />
  );
}
