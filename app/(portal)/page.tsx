import { ArrowRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { CatalogSearch } from "#components/catalog/catalog-search.tsx";
import { NewsList } from "#components/catalog/news-list.tsx";
import { ProductCards } from "#components/products/product-cards.tsx";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listCatalogNews, readCatalogFacets } from "#lib/catalog/portal.ts";
import { CATALOG_PATH, PRODUCTS_PATH } from "#lib/client/portal-paths.ts";
import { listCatalogProducts } from "#lib/products/read.ts";
import { read } from "../_reader/read.ts";

export const metadata: Metadata = {
  title: { absolute: "APIs to build on · Gatehouse" },
  description: "Find an API by what it does, try it in the page, and get a key for it.",
  alternates: { canonical: "/" },
};

const PRODUCTS_SHOWN = 4;
const NEWS_SHOWN = 6;

export default async function HomePage() {
  const [facets, products, news] = await Promise.all([
    read((ctx) => readCatalogFacets(ctx, { limit: 1 })),
    read((ctx) => listCatalogProducts(ctx, { limit: PRODUCTS_SHOWN })),
    read((ctx) => listCatalogNews(ctx, NEWS_SHOWN)),
  ]);
  return (
    <PortalPage>
      <div className="mx-auto flex max-w-reading flex-col gap-4 pt-6 pb-12 text-center md:pt-14">
        <h1 className="text-[2.125rem]! md:text-[2.5rem]!">Find an API by what it does</h1>
        <p className="text-lead text-soft">
          Search {facets.total} {facets.total === 1 ? "API" : "APIs"} and their operations, try one in the page, and get
          a key for it.
        </p>
        <div className="text-left">
          <CatalogSearch />
        </div>
        <ul aria-label="Categories" className="flex flex-wrap justify-center gap-2">
          {facets.facets.category.slice(0, 6).map(({ value, apis }) => (
            <li key={value}>
              <Link
                href={`${CATALOG_PATH}?${new URLSearchParams({ category: value })}`}
                className="inline-flex h-7 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-small text-soft hover:border-line-strong hover:text-ink"
              >
                {value} <span className="text-faint text-tiny tabular-nums">{apis}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <div className="grid gap-x-9 gap-y-12 lg:grid-cols-[minmax(0,1fr)_340px]">
        <section aria-labelledby="products" className="min-w-0">
          <SectionHead id="products" title="Products" href={PRODUCTS_PATH} more="All products" />
          {products.items.length === 0 ? (
            <div className="rounded-card border border-line bg-surface">
              <EmptyState title="No product is on offer yet">APIs can be read in the catalogue meanwhile.</EmptyState>
            </div>
          ) : (
            <ProductCards products={products.items} />
          )}
        </section>
        <section aria-labelledby="news" className="min-w-0">
          <SectionHead id="news" title="New and changed" href={`${CATALOG_PATH}?sort=newest`} more="All APIs" />
          <NewsList news={news} />
        </section>
      </div>
    </PortalPage>
  );
}

function SectionHead({ id, title, href, more }: { id: string; title: string; href: string; more: string }) {
  return (
    <div className="mb-3 flex items-baseline justify-between gap-3">
      <h2 id={id}>{title}</h2>
      <Link href={href} className="inline-flex items-center gap-1 rounded-chip text-small text-soft hover:text-ink">
        {more} <ArrowRight aria-hidden className="size-3.5" />
      </Link>
    </div>
  );
}
