import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { limitsInWords } from "#components/console/limits.ts";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { SubscribeForm } from "#components/subscriptions/subscribe-form.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { Markdown } from "#components/ui/markdown.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { listApplications } from "#lib/applications/read.ts";
import { PRODUCTS_PATH, productPath } from "#lib/client/portal-paths.ts";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { readCatalogProduct } from "#lib/products/read.ts";
import type { CatalogProductView } from "#lib/products/view.ts";
import { listFirstCalls } from "#lib/subscriptions/first-calls.ts";
import { read } from "../../../../../_reader/read.ts";
import type { SearchParams } from "../../../../../_reader/search.ts";

export const metadata: Metadata = { title: "Subscribe" };

interface SubscribePageProps {
  params: Promise<{ workspace: string; product: string }>;
  searchParams: SearchParams;
}

export default async function SubscribePage({ params, searchParams }: SubscribePageProps) {
  const { workspace, product: slug } = await params;
  const applications = await read((ctx) => listApplications(ctx, { limit: LIMIT_MAX, archived: "false" }));
  const product = await read((ctx) => readCatalogProduct(ctx, workspace, slug));
  const plan = chosenPlan(product, (await searchParams).plan);
  if (!plan) redirect(productPath(workspace, slug));
  const calls = await read((ctx) => listFirstCalls(ctx, { workspace: product.workspace, product }));
  return (
    <PortalPage>
      <div className="flex flex-col gap-4">
        <Breadcrumb
          crumbs={[
            { label: "Products", href: PRODUCTS_PATH },
            { label: product.name, href: productPath(workspace, slug) },
            { label: "Subscribe" },
          ]}
        />
        <PageHeader title={`Subscribe to ${product.name}`} />
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <Card className="max-lg:order-2">
            <SubscribeForm
              product={product}
              plan={plan}
              applications={applications.items.map(({ id, name }) => ({ id, name }))}
              calls={calls}
              terms={product.terms === "" ? null : <Terms text={product.terms} />}
            />
          </Card>
          <PlanCard plan={plan} productHref={productPath(workspace, slug)} apis={product.apis} />
        </div>
      </div>
    </PortalPage>
  );
}

type Plan = CatalogProductView["plans"][number];

function chosenPlan({ plans }: CatalogProductView, wanted: string | string[] | undefined): Plan | undefined {
  if (wanted === undefined && plans.length === 1) return plans[0];
  return plans.find(({ slug }) => slug === wanted);
}

function PlanCard({ plan, productHref, apis }: { plan: Plan; productHref: string; apis: CatalogProductView["apis"] }) {
  return (
    <Card title={plan.name} description={plan.summary}>
      <KeyValueList
        items={[
          ...(plan.price ? [{ key: "Price", value: plan.price }] : []),
          { key: "Limits", value: limitsInWords(plan) },
          { key: "Access", value: plan.approval === "manual" ? "after approval" : "at once" },
          { key: "Term", value: plan.duration ?? "no end date" },
          { key: "Opens", value: apis.map(({ name }) => name).join(", ") },
        ]}
      />
      <Link href={productHref} className="mt-4 inline-block rounded-chip text-accent text-small underline">
        Compare the plans
      </Link>
    </Card>
  );
}

function Terms({ text }: { text: string }) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-[550] text-small">Terms of use</p>
      <ScrollRegion
        label="Terms of use"
        className="max-h-64 overflow-y-auto rounded-control border border-line bg-sunken px-4 py-3 text-small"
      >
        <Markdown text={text} />
      </ScrollRegion>
    </div>
  );
}
