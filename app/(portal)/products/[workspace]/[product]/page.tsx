import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ApiMark } from "#components/catalog/api-mark.tsx";
import { PlanCards } from "#components/products/plan-cards.tsx";
import { PlanComparison } from "#components/products/plan-comparison.tsx";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Markdown } from "#components/ui/markdown.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { apiPath, PRODUCTS_PATH, productPath } from "#lib/client/portal-paths.ts";
import { catalogProductParams } from "#lib/products/input.ts";
import { readCatalogProduct } from "#lib/products/read.ts";
import type { CatalogProductView } from "#lib/products/view.ts";
import { read } from "../../../../_reader/read.ts";

interface ProductPageProps {
  params: Promise<{ workspace: string; product: string }>;
}

const loadProduct = cache(async (workspace: string, product: string) => {
  if (!catalogProductParams.safeParse({ workspace, product }).success) notFound();
  return read((ctx) => readCatalogProduct(ctx, workspace, product));
});

export async function generateMetadata({ params }: ProductPageProps): Promise<Metadata> {
  const { workspace, product: slug } = await params;
  const product = await loadProduct(workspace, slug);
  return {
    title: product.name,
    description: product.summary || `${product.name} by ${product.workspace.name}: its APIs and plans.`,
    alternates: { canonical: productPath(workspace, slug) },
  };
}

export default async function ProductPage({ params }: ProductPageProps) {
  const { workspace, product: slug } = await params;
  const product = await loadProduct(workspace, slug);
  return (
    <PortalPage>
      <Breadcrumb crumbs={[{ label: "Products", href: PRODUCTS_PATH }, { label: product.name }]} />
      <div className="mt-3">
        <PageHeader title={product.name} description={product.summary || `By ${product.workspace.name}`} />
      </div>
      <div className="mt-8 flex flex-col gap-12">
        <Plans product={product} />
        <section aria-labelledby="apis">
          <h2 id="apis" className="mb-3">
            What it opens
          </h2>
          <ul className="grid gap-3 [grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr))]">
            {product.apis.map((api) => (
              <li
                key={api.slug}
                className="relative flex gap-3.5 rounded-card border border-line bg-surface px-4 py-3.5 hover:border-line-strong"
              >
                <ApiMark name={api.name} />
                <div className="min-w-0">
                  <Link
                    href={apiPath(workspace, api.slug)}
                    className="rounded-chip font-[550] after:absolute after:inset-0"
                  >
                    {api.name}
                  </Link>
                  <p className="line-clamp-2 text-small text-soft">{api.summary}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
        {product.description.trim() !== "" && (
          <section aria-labelledby="about">
            <h2 id="about" className="mb-3">
              About
            </h2>
            <Markdown text={product.description} />
          </section>
        )}
        {product.terms.trim() !== "" && (
          <section aria-labelledby="terms">
            <h2 id="terms" className="mb-3">
              Terms of use
            </h2>
            <details className="rounded-card border border-line bg-surface px-5 py-3">
              <summary className="cursor-pointer rounded-chip font-[550] text-small">
                Version {product.termsVersion}, accepted when subscribing
              </summary>
              <div className="pt-3">
                <Markdown text={product.terms} />
              </div>
            </details>
          </section>
        )}
      </div>
    </PortalPage>
  );
}

function Plans({ product }: { product: CatalogProductView }) {
  const { plans, workspace, slug } = product;
  return (
    <section aria-labelledby="plans">
      <h2 id="plans" className="mb-3">
        Plans
      </h2>
      {plans.length === 0 ? (
        <div className="rounded-card border border-line bg-surface">
          <EmptyState title="No plan is open at the moment">Ask {workspace.name} how to get access.</EmptyState>
        </div>
      ) : (
        <PlanCards workspace={workspace.slug} product={slug} plans={plans} />
      )}
      {plans.length > 1 && (
        <>
          <h3 className="mt-8 mb-2">Compared</h3>
          <PlanComparison workspace={workspace.slug} product={slug} plans={plans} />
        </>
      )}
    </section>
  );
}
