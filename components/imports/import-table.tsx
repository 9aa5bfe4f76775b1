import type { ImportView } from "#lib/imports/view.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { plainNumber } from "../ui/number-format.ts";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import { ImportBadge, importName } from "./import-state.tsx";

export function ImportTable({ workspace, imports }: { workspace: string; imports: ImportView[] }) {
  const columns: Column<ImportView>[] = [
    {
      id: "name",
      header: "Description",
      cell: (row) => (
        <div className="min-w-36 max-w-[28rem] wrap-anywhere">
          <RowLink href={consolePaths.import(workspace, row.id)}>{importName(row)}</RowLink>
          {row.target && (
            <p className="text-faint text-small">
              for {row.target.api} {row.target.version}
            </p>
          )}
        </div>
      ),
    },
    { id: "state", header: "State", cell: ({ state }) => <ImportBadge state={state} /> },
    {
      id: "operations",
      header: "Operations",
      align: "end",
      hideBelow: "md",
      cell: ({ document }) => (document ? plainNumber(document.operations) : "–"),
    },
    {
      id: "at",
      header: "Brought",
      align: "end",
      hideBelow: "sm",
      cell: ({ createdAt }) => (
        <span className="text-small text-soft">
          <Time at={createdAt} form="since" />
        </span>
      ),
    },
  ];
  return (
    <Table
      caption="Imports"
      columns={columns}
      rows={imports}
      keyOf={({ id }) => id}
      empty={<EmptyState title="Nothing brought yet">What you import stands here, to be taken up again.</EmptyState>}
    />
  );
}
