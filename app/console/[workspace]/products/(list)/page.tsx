import type { Metadata } from "next";
import { ProductTable } from "#components/products/product-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { listProductsInput } from "#lib/products/input.ts";
import { productStates } from "#lib/products/product.ts";
import { listProducts } from "#lib/products/read.ts";
import { read } from "../../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";
import { workspacePermissions } from "../../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "Products" };

interface ProductsPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function ProductsPage({ params, searchParams }: ProductsPageProps) {
  const { workspace } = await params;
  const input = await searchOf(listProductsInput, searchParams);
  const { items, nextCursor } = await read((ctx) => listProducts(ctx, workspace, input));
  const mayChange = (await workspacePermissions(workspace)).has("product.change");
  const create = mayChange && (
    <ButtonLink variant="primary" href={`/console/${workspace}/products/new`}>
      New product
    </ButtonLink>
  );
  const isFiltered = Boolean(input.search || input.state);
  return (
    <ConsolePage
      title="Products"
      description="What developers subscribe to: APIs bundled, with plans."
      actions={create}
    >
      <FilterBar
        searchLabel="Product"
        filters={[{ key: "state", label: "State", options: productStates.map((value) => ({ value, label: value })) }]}
      />
      <div className="mt-3.5">
        <ProductTable
          workspace={workspace}
          products={items}
          empty={
            <EmptyState
              title={isFiltered ? "No product fits" : "No product yet"}
              action={isFiltered ? undefined : create}
            >
              {isFiltered
                ? "Search for other words, or clear the filters."
                : "Bundle an API, add a plan and publish: then developers can get a key."}
            </EmptyState>
          }
        />
      </div>
      <CursorPager nextCursor={nextCursor} shown={`${items.length} ${items.length === 1 ? "product" : "products"}`} />
    </ConsolePage>
  );
}
