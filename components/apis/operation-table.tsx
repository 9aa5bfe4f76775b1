import type { OperationView } from "#lib/catalog/view.ts";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { MethodChip } from "../ui/method-chip.tsx";
import { type Column, Table } from "../ui/table.tsx";

type Operation = Pick<OperationView, "key" | "method" | "template" | "summary" | "tags" | "deprecated">;

interface OperationTableProps {
  operations: Operation[];
  /** Keys of the operations that have policies of their own. */
  withPolicies?: ReadonlySet<string> | undefined;
}

/** Texts come from strangers' descriptions: shown as text, cut to one line. */
export function OperationTable({ operations, withPolicies }: OperationTableProps) {
  const columns: Column<Operation>[] = [
    {
      id: "operation",
      header: "Operation",
      cell: (operation) => (
        <div className="flex min-w-0 items-start gap-3">
          <MethodChip method={operation.method} />
          <div className="min-w-0">
            <code className="break-all text-[0.84375rem]">{operation.template}</code>
            {operation.summary && (
              <p className="line-clamp-2 wrap-anywhere text-small text-soft">{operation.summary}</p>
            )}
          </div>
        </div>
      ),
    },
    {
      id: "tags",
      header: "Tags",
      hideBelow: "md",
      cell: ({ tags }) => <span className="line-clamp-2 wrap-anywhere text-small text-soft">{tags.join(", ")}</span>,
    },
    {
      id: "state",
      header: "State",
      isHeaderHidden: true,
      align: "end",
      hideBelow: "sm",
      cell: ({ deprecated, key }) => (
        <span className="inline-flex gap-1.5">
          {withPolicies?.has(key) && (
            <Badge tone="accent" isPlain>
              policies
            </Badge>
          )}
          {deprecated && <Badge tone="warn">deprecated</Badge>}
        </span>
      ),
    },
  ];
  return (
    <Table
      caption="Operations"
      columns={columns}
      rows={operations}
      keyOf={({ key }) => key}
      empty={<EmptyState title="No operation fits">Try other words, or clear the search.</EmptyState>}
    />
  );
}
