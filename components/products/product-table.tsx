import type { ReactNode } from "react";
import type { ProductView } from "#lib/products/view.ts";
import { StateBadge } from "../console/state-badge.tsx";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";

interface ProductTableProps {
  workspace: string;
  products: ProductView[];
  empty: ReactNode;
}

export function ProductTable({ workspace, products, empty }: ProductTableProps) {
  const columns: Column<ProductView>[] = [
    {
      id: "name",
      header: "Product",
      cell: ({ slug, name, summary }) => (
        <>
          <RowLink href={`/console/${workspace}/products/${slug}`}>{name}</RowLink>
          <span className="line-clamp-1 wrap-anywhere text-faint text-tiny">{summary || slug}</span>
        </>
      ),
    },
    { id: "state", header: "State", width: "8rem", cell: ({ state }) => <StateBadge state={state} /> },
    {
      id: "apis",
      header: "Opens",
      hideBelow: "md",
      cell: ({ apis }) => (
        <span className="line-clamp-2 wrap-anywhere text-small text-soft">
          {apis.length === 0 ? "no API yet" : apis.map(({ name }) => name).join(", ")}
        </span>
      ),
    },
    {
      id: "plans",
      header: "Plans",
      hideBelow: "sm",
      cell: ({ plans }) => {
        const open = plans.filter(({ archivedAt }) => archivedAt === null).map(({ name }) => name);
        return <span className="text-small text-soft">{open.length === 0 ? "no plan yet" : open.join(", ")}</span>;
      },
    },
  ];
  return <Table caption="Products" columns={columns} rows={products} keyOf={({ id }) => id} empty={empty} />;
}
