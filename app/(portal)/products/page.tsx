import type { Metadata } from "next";
import { ProductCards } from "#components/products/product-cards.tsx";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { PRODUCTS_PATH } from "#lib/client/portal-paths.ts";
import { listCatalogProducts } from "#lib/products/read.ts";
import { read } from "../../_reader/read.ts";

export const metadata: Metadata = {
  title: "Products",
  description: "APIs bundled into products, with the plans by which one gets a key.",
  alternates: { canonical: PRODUCTS_PATH },
};

interface ProductsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ProductsPage({ searchParams }: ProductsPageProps) {
  const { q, cursor } = await searchParams;
  const search = typeof q === "string" ? q.replaceAll("\0", "").trim().slice(0, 100) || undefined : undefined;
  const page = await read((ctx) =>
    listCatalogProducts(ctx, { limit: 24, search, ...(typeof cursor === "string" ? { cursor } : {}) }),
  );
  return (
    <PortalPage>
      <PageHeader title="Products" description="Each opens a bundle of APIs by the plan that you choose." />
      <div className="mt-5 mb-4">
        <FilterBar searchLabel="Find a product" />
      </div>
      {page.items.length === 0 ? (
        <div className="rounded-card border border-line bg-surface">
          <EmptyState title={search ? `No product matches “${search}”` : "No product is on offer yet"}>
            {search
              ? "Look for another word, or in the catalogue of APIs."
              : "The APIs themselves are in the catalogue."}
          </EmptyState>
        </div>
      ) : (
        <section aria-labelledby="on-offer">
          <h2 id="on-offer" className="sr-only">
            On offer
          </h2>
          <ProductCards products={page.items} />
        </section>
      )}
      <CursorPager nextCursor={page.nextCursor} shown={`${page.items.length} products`} />
    </PortalPage>
  );
}
