import type { Metadata } from "next";
import Link from "next/link";
import { ApiFacts } from "#components/catalog/api-facts.tsx";
import { ApiMark } from "#components/catalog/api-mark.tsx";
import { DeprecationBanner } from "#components/catalog/deprecation-banner.tsx";
import { VersionBadge } from "#components/catalog/version-badge.tsx";
import { VersionList } from "#components/catalog/version-list.tsx";
import { PlanCards } from "#components/products/plan-cards.tsx";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Markdown } from "#components/ui/markdown.tsx";
import type { CatalogApiDetailView } from "#lib/catalog/portal-view.ts";
import { apiPath, CATALOG_PATH, productPath } from "#lib/client/portal-paths.ts";
import { listCatalogProducts } from "#lib/products/read.ts";
import { callUrl } from "#lib/reference/call-url.ts";
import { read } from "../_reader/read.ts";
import { ApiOperations } from "./api-operations.tsx";

interface ApiPageProps {
  api: CatalogApiDetailView;
  version: CatalogApiDetailView["versions"][number];
  parameters: Record<string, string | string[] | undefined>;
}

/** One API at one version: what it is, what it can do, how to get a key. */
export async function ApiPage({ api, version, parameters }: ApiPageProps) {
  const { workspace, slug } = api;
  const products = await read((ctx) => listCatalogProducts(ctx, { workspace: workspace.slug, api: slug, limit: 20 }));
  const base = callUrl(api.gatewayUrls[0] ?? "", api, version.name);
  return (
    <PortalPage>
      <Breadcrumb crumbs={[{ label: "Catalogue", href: CATALOG_PATH }, { label: api.name }]} />
      <header className="mt-3 flex items-start gap-4">
        <ApiMark name={api.name} />
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-2.5">
            <h1 className="break-words">{api.name}</h1>
            <VersionBadge version={version} />
          </div>
          <p className="mt-1 break-words text-soft">{api.summary || `By ${workspace.name}`}</p>
        </div>
      </header>
      <div className="mt-5 empty:hidden">
        <DeprecationBanner
          version={version}
          successorHref={version.successor ? apiPath(workspace.slug, slug, version.successor) : undefined}
          guideHref={version.migrationGuide ? "#migration" : undefined}
        />
      </div>
      <div className="mt-8 grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_280px]">
        <div className="flex min-w-0 flex-col gap-12">
          {api.description.trim() !== "" && (
            <section aria-labelledby="overview">
              <h2 id="overview" className="mb-3">
                Overview
              </h2>
              <Markdown text={api.description} />
            </section>
          )}
          <ApiOperations
            at={{ workspace: workspace.slug, api: slug, version: version.name }}
            total={version.operations}
            parameters={parameters}
          />
          <section aria-labelledby="plans">
            <h2 id="plans" className="mb-3">
              Plans
            </h2>
            <Plans api={api} products={products.items} />
          </section>
          {version.migrationGuide.trim() !== "" && (
            <section aria-labelledby="migration">
              <h2 id="migration" className="mb-3">
                Migration guide
              </h2>
              <Markdown text={version.migrationGuide} />
            </section>
          )}
        </div>
        <aside aria-label="Facts" className="flex min-w-0 flex-col gap-7 max-lg:order-first">
          <ApiFacts api={api} version={version} base={base} />
          <VersionList api={api} current={version.name} />
        </aside>
      </div>
    </PortalPage>
  );
}

type Products = Awaited<ReturnType<typeof listCatalogProducts>>["items"];

function Plans({ api, products }: { api: CatalogApiDetailView; products: Products }) {
  if ("none" in api.credentials) return <p className="text-soft">This API is called without a key.</p>;
  if (products.every(({ plans }) => plans.length === 0)) {
    return (
      <div className="rounded-card border border-line bg-surface">
        <EmptyState title="No plan opens this API yet">
          Ask {api.workspace.name}, who publishes it, how to get access.
        </EmptyState>
      </div>
    );
  }
  return products.map((product) => (
    <section key={product.slug} aria-label={product.name} className="mt-6 first:mt-0">
      <p className="mb-2 text-small text-soft">
        In{" "}
        <Link href={productPath(product.workspace.slug, product.slug)} className="font-[550] text-ink underline">
          {product.name}
        </Link>
        {product.summary && ` – ${product.summary}`}
      </p>
      <PlanCards workspace={product.workspace.slug} product={product.slug} plans={product.plans} />
    </section>
  ));
}

export function describeApi(api: CatalogApiDetailView, path: string, version?: string): Metadata {
  return {
    title: version === undefined ? api.name : `${api.name} ${version}`,
    description: api.summary || `${api.name} by ${api.workspace.name}: operations, plans and how to get a key.`,
    alternates: { canonical: path },
  };
}
