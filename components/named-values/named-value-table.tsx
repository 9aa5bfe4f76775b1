import type { NamedValueView } from "#lib/policies/view.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { kinds } from "./kinds.ts";

export function NamedValueTable({ workspace, values }: { workspace: string; values: NamedValueView[] }) {
  const columns: Column<NamedValueView>[] = [
    {
      id: "name",
      header: "Name",
      cell: ({ name }) => (
        <span className="break-all font-mono text-[0.84375rem]">
          <RowLink href={consolePaths.namedValue(workspace, name)}>{name}</RowLink>
        </span>
      ),
    },
    {
      id: "kind",
      header: "Kind",
      cell: ({ kind }) => (
        <Badge tone={kinds[kind].tone} isPlain>
          {kinds[kind].label}
        </Badge>
      ),
    },
    {
      id: "value",
      header: "Value",
      hideBelow: "sm",
      cell: ({ value }) =>
        value === null ? (
          <span className="text-faint text-small">cannot be read</span>
        ) : (
          <code className="line-clamp-1 max-w-[26rem] break-all text-small">{value}</code>
        ),
    },
  ];
  return (
    <Table
      caption="Named values"
      columns={columns}
      rows={values}
      keyOf={({ name }) => name}
      empty={<EmptyState title="No value fits">Try other words, or clear the filters.</EmptyState>}
    />
  );
}
